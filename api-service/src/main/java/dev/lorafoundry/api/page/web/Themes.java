package dev.lorafoundry.api.page.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * Whether the page is light or dark, as chosen on it, which a cookie of the page's script
 * remembers. It is in the page from its first byte on, so that none is shown in the wrong one for a
 * moment.
 */
final class Themes {
  private static final String COOKIE = "theme";
  private static final Set<String> KNOWN = Set.of("light", "dark");

  /** For templates {@code @themes.chosen()}. Absent: as the reader's system is. */
  public @Nullable String chosen() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
      return null;
    }
    return chosen(now.getRequest());
  }

  static @Nullable String chosen(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie != null && KNOWN.contains(cookie.getValue()) ? cookie.getValue() : null;
  }
}
