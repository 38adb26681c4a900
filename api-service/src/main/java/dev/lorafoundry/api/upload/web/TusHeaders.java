package dev.lorafoundry.api.upload.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says in every answer about uploads, refusals too, that tus is spoken, and which version of it.
 */
final class TusHeaders extends OncePerRequestFilter {
  private static final Pattern UPLOADS =
      Pattern.compile("/api/v1/(?:uploads/.+|versions/[^/]+/uploads|model-uploads)");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !UPLOADS.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader(Tus.RESUMABLE, Tus.VERSION);
    response.setHeader("Tus-Version", Tus.VERSION);
    chain.doFilter(request, response);
  }
}
