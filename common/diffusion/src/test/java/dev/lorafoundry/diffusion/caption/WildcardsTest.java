package dev.lorafoundry.diffusion.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardsTest {
  private final Shown shown = Shown.with(Map.of("enableWildcard", true));

  /** What the reference's replacements give; all that can be shown stands behind the caption. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a {red|blue} cat;a red cat/a blue cat",
        "{a|b}{c|d};ac/ad/bc/bd",
        "{one};one",
        "a{|b};a/ab",
        "{{a|b}};{a|b}",
        "{{{a|b}}};{a/{b}",
        "{{{a|b};{a/{b",
        "{};{}",
        "{a|b;{a|b",
        "{a|b}};{a|b}",
        "{a|b}}};a/b}",
        "{a{|{b};a{/{b",
        "{a{{|b};a{/b",
        "a | b;a | b",
        "}{a|b};}a/}b",
        "$1 {a$|\\b};$1 a$/$1 \\b",
      })
  void showsOneOfTheWords(String caption, String possible) {
    assertThat(shown.often(caption)).containsOnly(possible.split("/", -1));
  }

  @Test
  void showsEachWordAboutAsOften() {
    List<String> often = shown.often("{a|b|c|d}");

    for (String word : List.of("a", "b", "c", "d")) {
      assertThat(often.stream().filter(word::equals).count() / (double) often.size())
          .isCloseTo(0.25, within(0.04));
    }
  }

  @Test
  void showsOneOfTheLines() {
    assertThat(shown.often(" a cat \n\n  \r\n{red|blue} dog\n"))
        .containsOnly("a cat", "red dog", "blue dog");
  }

  /** As in sd-scripts, where they are put around the whole before a line is chosen. */
  @Test
  void putsThePrefixBeforeTheFirstLineAndTheSuffixBehindTheLast() {
    Shown around =
        Shown.with(Map.of("enableWildcard", true, "captionPrefix", "p", "captionSuffix", "s"));

    assertThat(around.often("a\nb\nc")).containsOnly("p a", "b", "c s");
  }

  @Test
  void choosesWordsBeforeTagsAreShuffled() {
    Shown both = Shown.with(Map.of("enableWildcard", true, "shuffleCaption", true));

    assertThat(both.often("x, {a,b|c}"))
        .containsOnly(
            "x, c", "c, x", "x, a, b", "x, b, a", "a, x, b", "a, b, x", "b, x, a", "b, a, x");
  }

  @Test
  void takesLongCaptions() {
    assertThat(shown.once("{" + "a}}".repeat(20_000) + "|}", 0)).hasSizeLessThan(60_000);
  }
}
