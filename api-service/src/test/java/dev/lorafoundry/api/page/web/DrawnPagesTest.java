package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page as a browser draws it. */
final class DrawnPagesTest {
  @RegisterExtension static final DrawnPages DRAWN = new DrawnPages();

  private static final int PHONE = 360;
  private static final int DESK = 1280;
  private static final String STICKS_OUT =
      "[...document.querySelectorAll('main *')]"
          + ".filter((each) => each.getBoundingClientRect().right > innerWidth)"
          + ".map((each) => each.outerHTML.slice(0, 100)).join('\\n')";

  static Stream<String> pages() {
    return PageExample.named("any").pages().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void canBeUsedByEverybody(String page) {
    try (Page drawn = DRAWN.draw(html(page), DESK)) {
      drawn.locator("main details").evaluateAll("all => all.forEach((each) => (each.open = true))");
      Accessibility.check(drawn);
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void fitsAPhone(String page) {
    try (Page drawn = DRAWN.draw(html(page), PHONE)) {
      assertThat(drawn.evaluate("document.documentElement.scrollWidth"))
          .as(() -> "width of the page, in which these stick out: " + drawn.evaluate(STICKS_OUT))
          .isEqualTo(PHONE);
      Accessibility.check(drawn);
    }
  }

  private static String html(String page) {
    return new RenderedPages(PageExample.named("cat")).html(page);
  }
}
