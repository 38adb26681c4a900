package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaptionRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "secondarySeparator=,,; secondarySeparator ',,' is not allowed: captionSeparator ',' would",
        "secondarySeparator=,; secondarySeparator ',' is not allowed: captionSeparator ',' would",
        "keepTokensSeparator=,; keepTokensSeparator ',' is not allowed: it is captionSeparator",
        "keepTokensSeparator=+ secondarySeparator=+; '+' is not allowed: it is secondarySeparator",
      })
  void refuses(String settings, String sentence) {
    assertThat(problems(settings))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "captionDropoutRate=1 shuffleCaption=true",
        "captionDropoutEveryEpochs=1 captionDropoutRate=1",
        "captionDropoutRate=0.5 captionDropoutEveryEpochs=2 shuffleCaption=true captionSuffix=x",
        "secondarySeparator=+++ keepTokensSeparator=||| keepTokens=2",
        "keepTokens=3 tokenWarmupMin=5",
      })
  void allows(String settings) {
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void refusesBeforeTheTrainingStarts() {
    Map<String, Object> settings = Map.of("keepTokensSeparator", ",");

    assertThatThrownBy(() -> Sessions.start(settings, Sessions.pictures()))
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("Take another one.");
  }

  private static List<SettingProblem> problems(String settings) {
    Map<String, Object> values = new HashMap<>();
    Stream.of(settings.split(" "))
        .map(each -> each.split("=", 2))
        .forEach(each -> values.put(each[0], each[1]));
    Refusals refusals = new Refusals();
    CaptionRules.check(Sessions.settings(values).captions(), refusals);
    return refusals.all();
  }
}
