package dev.lorafoundry.api.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses uploads before any of it is read: where none is taken, and those that announce to be too
 * long, or do not announce how long they are. Paths are compared as they are meant, however they
 * are written.
 */
final class UploadLimitFilter extends OncePerRequestFilter {
  private final List<UploadLimit> limits;
  private final Problems problems;

  UploadLimitFilter(List<UploadLimit> limits, Problems problems) {
    this.limits = List.copyOf(limits);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<UploadLimit> limit = limitOf(request);
    if (limit.isEmpty() && isUpload(request)) {
      problems.write(
          request,
          response,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "Content type '%s' is not understood here, as no files are taken: see /api/v1/openapi.json for what to send."
              .formatted(String.valueOf(request.getContentType()).replaceAll(";.*", "")));
    } else if (isUpload(request) && request.getContentLengthLong() < 0) {
      problems.write(
          request,
          response,
          HttpStatus.LENGTH_REQUIRED,
          "The upload does not say how long it is: send it with a Content-Length, not in chunks.");
    } else if (limit.isPresent() && isLonger(request, limit.orElseThrow())) {
      problems.write(
          request,
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "The upload has %,d bytes; at most %,d are allowed in one request: send fewer files at a time.",
              request.getContentLengthLong(),
              limit.orElseThrow().most().toBytes()));
    } else {
      chain.doFilter(request, response);
    }
  }

  private Optional<UploadLimit> limitOf(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return limits.stream()
        .filter(limit -> PathPatternParser.defaultInstance.parse(limit.path()).matches(path))
        .findFirst();
  }

  private static boolean isUpload(HttpServletRequest request) {
    return UploadLimit.isUpload(request.getContentType());
  }

  private static boolean isLonger(HttpServletRequest request, UploadLimit limit) {
    return request.getContentLengthLong() > limit.most().toBytes();
  }
}
