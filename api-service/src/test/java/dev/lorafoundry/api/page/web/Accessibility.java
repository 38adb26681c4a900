package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What axe finds wrong with a page for people who can't see, hear or point as others do: WCAG 2.2,
 * levels A and AA, and what axe calls best practice, in the light and in the dark.
 */
final class Accessibility {
  private static final String SOURCE = source();

  /** Each place where a rule is broken as text: rule, place, and why with figures. */
  private static final String RUN =
      """
      (rules) => axe.run(document, rules).then((found) => found.violations.flatMap((broken) =>
        broken.nodes.map((node) =>
          `${broken.id} (${broken.help}) at ${node.target.join(' ')}\\n  ${node.html.slice(0, 200)}\\n  `
            + node.failureSummary.replaceAll('\\n', '\\n  '))))
      """;

  private static final String ALL =
      """
      {resultTypes: ['violations'], runOnly: {type: 'tag', values:
        ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}}
      """;

  private static final String COLOURS =
      "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast']}}";

  private Accessibility() {}

  /** Fails with a list of what is wrong with the page as it is shown now. */
  static void check(Page page) {
    page.evaluate(SOURCE);
    List<String> wrong = new ArrayList<>(look(page, ColorScheme.LIGHT, ALL));
    wrong.addAll(look(page, ColorScheme.DARK, COLOURS));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(null));
    assertThat(wrong)
        .as(() -> "accessibility of " + page.url() + ":\n" + String.join("\n", wrong) + "\n")
        .isEmpty();
  }

  private static List<String> look(Page page, ColorScheme scheme, String rules) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    Object found = page.evaluate("() => (" + RUN + ")(" + rules + ")");
    return ((List<?>) found).stream().map(each -> scheme + ": " + each).toList();
  }

  private static String source() {
    try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
