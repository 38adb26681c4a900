package dev.lorafoundry.api.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * Where the page's token is in a request: in the header that its scripts send, or else in the field
 * of a form, but never in an upload, which would have to be read for it.
 */
final class PageTokens implements CsrfTokenRequestHandler {
  private final CsrfTokenRequestAttributeHandler ofScripts = new CsrfTokenRequestAttributeHandler();
  private final XorCsrfTokenRequestAttributeHandler ofForms =
      new XorCsrfTokenRequestAttributeHandler();

  PageTokens() {
    // why: the cookie goes out with every answer, not only where a template names the token
    ofForms.setCsrfRequestAttributeName(null);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    ofForms.handle(request, response, token);
  }

  @Override
  public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    if (request.getHeader(token.getHeaderName()) != null) {
      return ofScripts.resolveCsrfTokenValue(request, token);
    }
    return isUpload(request) ? null : ofForms.resolveCsrfTokenValue(request, token);
  }

  private static boolean isUpload(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }
}
