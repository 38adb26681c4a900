package dev.lorafoundry.api.page.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.i18n.AbstractLocaleContextResolver;
import org.springframework.web.util.WebUtils;

/**
 * The language and the time zone of a page: as chosen on it, which a cookie remembers, else as the
 * browser asks for. The zone is in a cookie that the page's script sets.
 */
final class Languages extends AbstractLocaleContextResolver implements HandlerInterceptor {
  static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

  private static final String COOKIE = "lang";
  private static final String ZONE = "zone";
  private static final Duration REMEMBERED = Duration.ofDays(365);

  @Override
  public LocaleContext resolveLocaleContext(HttpServletRequest request) {
    Locale locale =
        value(request, COOKIE).flatMap(Languages::spoken).orElseGet(() -> asked(request));
    TimeZone zone = value(request, ZONE).flatMap(Languages::zone).orElse(null);
    return new SimpleTimeZoneAwareLocaleContext(locale, zone);
  }

  /** Nothing but {@link #preHandle} changes it. */
  @Override
  public void setLocaleContext(
      HttpServletRequest request,
      @Nullable HttpServletResponse response,
      @Nullable LocaleContext context) {
    throw new UnsupportedOperationException("the language is chosen by the parameter lang");
  }

  /** Chooses a language: {@code ?lang=zh} at any page, which is then shown as asked otherwise. */
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Optional<Locale> chosen = spoken(request.getParameter(COOKIE));
    chosen.ifPresent(
        language -> {
          response.addHeader(HttpHeaders.SET_COOKIE, remembered(language).toString());
          response.setStatus(HttpStatus.SEE_OTHER.value());
          response.setHeader(HttpHeaders.LOCATION, "?" + others(request.getQueryString()));
        });
    return chosen.isEmpty();
  }

  /** What else the page was asked for, as it was written. */
  private static String others(@Nullable String query) {
    return Arrays.stream(Objects.requireNonNullElse(query, "").split("&"))
        .filter(part -> !part.startsWith(COOKIE + "="))
        .collect(Collectors.joining("&"));
  }

  private static ResponseCookie remembered(Locale language) {
    return ResponseCookie.from(COOKIE, language.getLanguage())
        .path("/")
        .maxAge(REMEMBERED)
        .httpOnly(true)
        .sameSite("Lax")
        .build();
  }

  private static Optional<String> value(HttpServletRequest request, String name) {
    return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue);
  }

  private static Optional<Locale> spoken(@Nullable String language) {
    return SPOKEN.stream().filter(each -> each.getLanguage().equals(language)).findFirst();
  }

  private static Locale asked(HttpServletRequest request) {
    String ranges = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (ranges == null) {
      return SPOKEN.get(0);
    }
    try {
      Locale known = Locale.lookup(Locale.LanguageRange.parse(ranges), SPOKEN);
      return known == null ? SPOKEN.get(0) : known;
    } catch (IllegalArgumentException e) { // why: a browser may send what it likes
      return SPOKEN.get(0);
    }
  }

  private static Optional<TimeZone> zone(String id) {
    try {
      return Optional.of(TimeZone.getTimeZone(ZoneId.of(id)));
    } catch (DateTimeException e) { // why: so may a cookie hold anything
      return Optional.empty();
    }
  }
}
