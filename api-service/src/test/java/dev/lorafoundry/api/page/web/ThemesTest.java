package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

final class ThemesTest {
  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @Test
  void isAsTheSystemIsUntilSomebodyChooses() {
    assertThat(Themes.chosen(request)).isNull();
    assertThat(new Themes().chosen()).as("outside of a request").isNull();
  }

  @Test
  void remembersTheChoice() {
    request.setCookies(new Cookie("theme", "dark"));

    assertThat(Themes.chosen(request)).isEqualTo("dark");
  }

  @Test
  void takesNothingElseFromTheCookie() {
    request.setCookies(new Cookie("theme", "dark onload=alert(1)"));

    assertThat(Themes.chosen(request)).isNull();
  }
}
