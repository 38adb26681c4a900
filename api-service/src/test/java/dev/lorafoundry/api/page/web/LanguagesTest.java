package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

final class LanguagesTest {
  private static final Moment AFTERNOON = Moment.of(Instant.parse("2026-11-24T15:04:00Z"));

  private final Languages languages = new Languages();
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/projects/1");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @AfterEach
  void forget() {
    LocaleContextHolder.resetLocaleContext();
  }

  @ParameterizedTest
  @CsvSource({
    "'zh-CN,zh;q=0.9,en;q=0.8', zh",
    "'de-DE,de;q=0.9,en;q=0.8', en",
    "'fr', en",
    "'en-GB', en",
    "'zh-Hant-TW', zh",
    "'*', en",
    "';;;', en"
  })
  void speaksWhatTheBrowserAsksFor(String asked, String spoken) {
    request.addHeader("Accept-Language", asked);

    assertThat(languages.resolveLocale(request).getLanguage()).isEqualTo(spoken);
  }

  @Test
  void speaksWhatWasChosenHoweverTheBrowserAsks() {
    request.addHeader("Accept-Language", "en");
    request.setCookies(new Cookie("lang", "zh"));

    assertThat(languages.resolveLocale(request)).isEqualTo(Locale.CHINESE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx", "", "../../etc", "<script>"})
  void passesByACookieThatNamesNoLanguage(String cookie) {
    request.addHeader("Accept-Language", "zh");
    request.setCookies(new Cookie("lang", cookie));

    assertThat(languages.resolveLocale(request)).isEqualTo(Locale.CHINESE);
  }

  @Test
  void remembersAChoiceAndShowsTheSamePageAgain() {
    request.setParameter("lang", "zh");

    assertThat(languages.preHandle(request, response, this)).isFalse();
    assertThat(response.getStatus()).isEqualTo(303);
    assertThat(response.getHeader("Location")).isEqualTo("?");
    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("lang=zh;")
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
  }

  @Test
  void keepsWhatElseThePageWasAskedFor() {
    request.setQueryString("from=0b4c&lang=zh&search=a%20b");
    request.setParameter("lang", "zh");

    assertThat(languages.preHandle(request, response, this)).isFalse();
    assertThat(response.getHeader("Location")).isEqualTo("?from=0b4c&search=a%20b");
  }

  @Test
  void passesByAChoiceThatItDoesNotSpeak() {
    request.setParameter("lang", "xx\r\nSet-Cookie: a=b");

    assertThat(languages.preHandle(request, response, this)).isTrue();
    assertThat(response.getHeaderNames()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "en, Asia/Shanghai, '24 Nov 2026, 23:04'",
    "zh, Asia/Shanghai, 2026年11月24日 23:04",
    "en, , '24 Nov 2026, 15:04 UTC'",
    "en, Not/AZone, '24 Nov 2026, 15:04 UTC'"
  })
  void tellsTimesInTheReadersZone(String language, String zone, String told) {
    Cookie spoken = new Cookie("lang", language);
    request.setCookies(
        zone == null ? new Cookie[] {spoken} : new Cookie[] {spoken, new Cookie("zone", zone)});

    LocaleContextHolder.setLocaleContext(languages.resolveLocaleContext(request));

    assertThat(Said.PHRASES.at(AFTERNOON)).isEqualTo(told);
  }

  @Test
  void knowsNoZoneUntilTheBrowserTold() {
    assertThat(languages.resolveLocaleContext(request))
        .isInstanceOfSatisfying(
            TimeZoneAwareLocaleContext.class,
            context -> assertThat(context.getTimeZone()).isNull());
  }
}
