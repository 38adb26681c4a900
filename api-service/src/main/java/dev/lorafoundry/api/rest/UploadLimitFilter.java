package dev.lorafoundry.api.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses uploads by the length that they announce, before any of it is read. */
final class UploadLimitFilter extends OncePerRequestFilter {
  private final List<UploadLimit> limits;
  private final Problems problems;
  private final AntPathMatcher paths = new AntPathMatcher();

  UploadLimitFilter(List<UploadLimit> limits, Problems problems) {
    this.limits = List.copyOf(limits);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<UploadLimit> broken =
        limits.stream()
            .filter(limit -> paths.match(limit.path(), request.getRequestURI()))
            .filter(limit -> request.getContentLengthLong() > limit.most().toBytes())
            .findFirst();
    if (broken.isPresent()) {
      problems.write(
          request,
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          "The upload has %,d bytes; at most %,d are allowed in one request: send fewer files at a time."
              .formatted(request.getContentLengthLong(), broken.orElseThrow().most().toBytes()));
    } else {
      chain.doFilter(request, response);
    }
  }
}
