package dev.lorafoundry.api.access.web;

import dev.lorafoundry.api.access.Secret;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** The cookie that carries the session of the page. */
final class SessionCookie {
  static final String NAME = "lora-foundry-session";

  private SessionCookie() {}

  static Optional<Secret> in(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(cookie -> new Secret(cookie.getValue()))
        .findFirst();
  }

  static ResponseCookie of(Secret session, Duration life, HttpServletRequest request) {
    return ResponseCookie.from(NAME, session.text())
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Strict")
        .path("/")
        .maxAge(life)
        .build();
  }

  static ResponseCookie ended(HttpServletRequest request) {
    return of(new Secret(""), Duration.ZERO, request);
  }
}
