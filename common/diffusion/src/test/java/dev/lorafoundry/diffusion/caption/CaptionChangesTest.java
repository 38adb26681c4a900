package dev.lorafoundry.diffusion.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captions as a whole: what stands around them, and when they are shown empty. */
final class CaptionChangesTest {
  @Test
  void leavesCaptionsAloneUnlessAsked() {
    Shown shown = Shown.with(Map.of());

    assertThat(shown.changes().vary()).isFalse();
    assertThat(shown.once(" a cat,{red|blue} ,, tree ", 0)).isEqualTo("a cat,{red|blue} ,, tree");
    assertThat(shown.once("first\nsecond", 0)).isEqualTo("first");
    assertThat(shown.once("\nsecond", 0)).isEmpty();
    assertThat(shown.once("", 0)).isEmpty();
  }

  @Test
  void putsTextsAroundCaptions() {
    assertThat(Shown.with(Map.of("captionPrefix", "photo of")).once("a cat", 0))
        .isEqualTo("photo of a cat");
    assertThat(
            Shown.with(Map.of("captionPrefix", "x,", "captionSuffix", ", 4k")).once("a cat\nb", 0))
        .isEqualTo("x, a cat , 4k");
  }

  @Test
  void secondarySeparatorsBecomeSeparators() {
    assertThat(Shown.with(Map.of("secondarySeparator", ";;")).once("a;; b, c;;d", 0))
        .isEqualTo("a, b, c,d");
    assertThat(
            Shown.with(Map.of("secondarySeparator", "+", "captionSeparator", ";")).once("a+b;c", 0))
        .isEqualTo("a;b;c");
  }

  @Test
  void dropsAShareOfCaptionsWithAllThatStandsAroundThem() {
    List<String> shown =
        Shown.with(Map.of("captionDropoutRate", 0.3, "captionPrefix", "x")).often("a cat");

    assertThat(shown).containsOnly("", "x a cat");
    assertThat(shareOf(shown, "")).isCloseTo(0.3, within(0.04));
  }

  @Test
  void dropsAllCaptionsOfSomeEpochs() {
    Shown shown = Shown.with(Map.of("captionDropoutEveryEpochs", 3));

    for (long epoch = 1; epoch <= 9; epoch++) {
      assertThat(shown.at(epoch, 0).once("a cat", epoch)).isEqualTo(epoch % 3 == 0 ? "" : "a cat");
    }
  }

  @Test
  void showsTheSameForTheSameDraws() {
    Shown shown =
        Shown.with(
            Map.of(
                "shuffleCaption",
                true,
                "enableWildcard",
                true,
                "captionDropoutRate",
                0.2,
                "captionTagDropoutRate",
                0.2));

    assertThat(shown.often("a, b, {c|d}\ne, f")).isEqualTo(shown.often("a, b, {c|d}\ne, f"));
    assertThat(shown.changes().vary()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shuffleCaption | true",
        "enableWildcard | true",
        "captionDropoutRate | 0.1",
        "captionDropoutEveryEpochs | 2",
        "captionTagDropoutRate | 0.1",
        "tokenWarmupSteps | 10",
        "tokenWarmupSteps | 0.5",
      })
  void knowsWhatMakesCaptionsVary(String setting, String value) {
    assertThat(Shown.with(Map.of(setting, value)).changes().vary()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "captionPrefix, x",
    "captionSuffix, x",
    "secondarySeparator, x",
    "keepTokens, 1",
    "keepTokensSeparator, x",
    "tokenWarmupSteps, 0.001"
  })
  void knowsWhatDoesNot(String setting, String value) {
    assertThat(Shown.with(Map.of(setting, value)).changes().vary()).isFalse();
  }

  private static double shareOf(List<String> shown, String text) {
    return shown.stream().filter(text::equals).count() / (double) shown.size();
  }
}
