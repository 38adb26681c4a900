package dev.lorafoundry.api.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads bodies that are no uploads of files into memory, up to a limit. */
final class BodyLimitFilter extends OncePerRequestFilter {
  private final DataSize limit;
  private final Problems problems;

  BodyLimitFilter(DataSize limit, Problems problems) {
    this.limit = limit;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    // why: the server itself takes these apart, under limits of its own; forms only if posted
    return UploadLimit.isUpload(type)
        || (lower.startsWith("application/x-www-form-urlencoded")
            && request.getMethod().equals("POST"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = Math.toIntExact(limit.toBytes());
    byte[] body =
        request.getContentLengthLong() > most
            ? new byte[most + 1]
            : request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      problems.write(
          request,
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          String.format(
              Locale.ROOT,
              "The body has more than %,d bytes, which is the most allowed here: send less.",
              most));
    } else {
      chain.doFilter(new ReadBody(request, body), response);
    }
  }
}
