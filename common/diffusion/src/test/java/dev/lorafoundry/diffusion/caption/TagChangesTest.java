package dev.lorafoundry.diffusion.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagChangesTest {
  private static final String TAGS = "a, b, c, d, e";

  @Test
  void shufflesTags() {
    List<String> often = Shown.with(Map.of("shuffleCaption", true)).often(TAGS);

    assertThat(often)
        .allSatisfy(
            each ->
                assertThat(each.split(", ")).containsExactlyInAnyOrder("a", "b", "c", "d", "e"));
    assertThat(new HashSet<>(often)).as("all 120 orders").hasSize(120);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | a, b | a, b/b, a",
        "1 | a, b, c | a, b, c/a, c, b",
        "2 | a, b, c | a, b, c",
        "9 | a, b, c | a, b, c",
        "1 | a,,b | a, , b/a, b,",
        "1 | a | a",
      })
  void keepsTheFirstTagsInTheirPlace(int kept, String caption, String possible) {
    Shown shown = Shown.with(Map.of("shuffleCaption", true, "keepTokens", kept));

    assertThat(shown.often(caption)).extracting(String::strip).containsOnly(possible.split("/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a ||| b, c; a, b, c/a, c, b",
        "a, x ||| b,, c ||| d, , e; a, x, b, c, d, e/a, x, c, b, d, e",
        "||| b, c; b, c/c, b",
        "a, b |||; a, b",
        "a ||| b ||| c ||| d, e; a, b, c ||| d, e",
        "a, b, c; a, b, c/a, c, b",
      })
  void keepsWhatTheMarkSeparates(String caption, String possible) {
    Shown shown =
        Shown.with(Map.of("shuffleCaption", true, "keepTokens", 1, "keepTokensSeparator", "|||"));

    assertThat(shown.often(caption)).containsOnly(possible.split("/"));
  }

  @Test
  void marksStayWhereTagsAreNotTouched() {
    assertThat(Shown.with(Map.of("keepTokensSeparator", "|||")).once("a ||| b", 0))
        .isEqualTo("a ||| b");
  }

  @Test
  void joinsTagsWithCommasWhateverSeparatesThem() {
    Map<String, Object> settings =
        Map.of("captionSeparator", " ", "secondarySeparator", "_", "shuffleCaption", true);

    assertThat(Shown.with(settings).often("red_cat tree"))
        .containsOnly("red cat, tree", "tree, red cat");
  }

  @Test
  void dropsAShareOfTheLooseTags() {
    Map<String, Object> settings = Map.of("captionTagDropoutRate", 0.25, "keepTokens", 2);

    List<String> often = Shown.with(settings).often(TAGS);

    assertThat(often)
        .containsOnly(
            "a, b, c, d, e",
            "a, b, c, d",
            "a, b, c, e",
            "a, b, d, e",
            "a, b, c",
            "a, b, d",
            "a, b, e",
            "a, b");
    for (String tag : List.of("c", "d", "e")) {
      assertThat(often.stream().filter(each -> each.contains(tag)).count() / (double) often.size())
          .isCloseTo(0.75, within(0.04));
    }
  }

  @Test
  void dropsAllLooseTagsAtMost() {
    assertThat(
            Shown.with(Map.of("captionTagDropoutRate", 1, "keepTokensSeparator", "|"))
                .once("a | b | c", 0))
        .isEqualTo("a, c");
    assertThat(Shown.with(Map.of("captionTagDropoutRate", 1)).once(TAGS, 0)).isEmpty();
  }

  /** {@code floor(step * (tags - least) / steps) + least} in the reference. */
  @ParameterizedTest
  @CsvSource({
    "10, 1, 0, 1", "10, 1, 2, 1", "10, 1, 3, 2", "10, 1, 5, 3", "10, 1, 7, 3", "10, 1, 8, 4",
    "10, 1, 9, 4", "10, 1, 10, 5", "10, 1, 99, 5", "10, 3, 0, 3", "10, 3, 4, 3", "10, 3, 5, 4",
    "10, 9, 0, 5", "10, 9, 9, 5", "10, 0, 0, 0", "10, 0, 1, 0", "10, 0, 2, 1", "2.5, 1, 1, 2",
    "2.5, 1, 2, 4", "2.5, 1, 3, 5", "0.2, 1, 10, 3", "0.2, 1, 19, 4", "0.2, 1, 20, 5"
  })
  void showsMoreTagsFromStepToStep(double steps, int least, long step, int tags) {
    Map<String, Object> settings = Map.of("tokenWarmupSteps", steps, "tokenWarmupMin", least);

    String shown = Shown.inTraining(100, settings).at(1, step).once(TAGS, 0);

    assertThat(shown).isEqualTo("a, b, c, d, e".substring(0, Math.max(0, 3 * tags - 2)));
  }

  @Test
  void keptTagsDoNotCountInTheWarmUp() {
    Map<String, Object> settings =
        Map.of("tokenWarmupSteps", 10, "keepTokens", 2, "shuffleCaption", true);

    assertThat(Shown.with(settings).at(1, 0).often(TAGS)).containsOnly("a, b, c");
    assertThat(Shown.with(settings).at(1, 5).often(TAGS)).containsOnly("a, b, c, d", "a, b, d, c");
  }
}
