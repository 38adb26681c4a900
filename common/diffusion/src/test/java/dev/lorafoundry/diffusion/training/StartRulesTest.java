package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which trainings can begin with the LoRA of which others. */
final class StartRulesTest {
  private static final String RANKS = "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 %d";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network=LoHa | network=LoRA | network LoHa is not that of a LoRA, which startFrom names: use LoRA",
        "dora=off;ranksFromStart=true | dora=inputs | dora off is not that of a LoRA, which startFrom names: use inputs",
        "rank=8 | rank=4 | rank 8 is not that of a LoRA, which startFrom names: use 4",
        "alpha=8 | alpha=4 | alpha 8.0 is not that",
        "network=LoKr;lokrFactor=8 | network=LoKr;lokrFactor=4 | lokrFactor 8 is not that",
        "train=unet_only | train=both | train unet_only does not cover a LoRA",
        "train=text_encoder_only | train=unet_only | train text_encoder_only does not cover",
        "train=unet_only;ranksFromStart=true | train=text_encoder_only"
            + " | train unet_only leaves nothing to train of a LoRA",
        "rank=4 | convRank=4 | convRank (absent) is not that of a LoRA, which startFrom names: use 4",
        "convRank=8 | convRank=4 | convRank 8 is not that",
        "convRank=4 | convRank=4;convAlpha=2 | convAlpha 1.0 is not that",
        "blockRanks=4;rank=4 | blockRanks=5 | has modules in block 24 of the U-Net",
        "upLrWeights=1 1 1 1 1 1 1 1 1 1 1 0 | rank=4 | has modules in block 24 of the U-Net",
        "blockRanks=1;train=both | train=unet_only;convRank=4"
            + " | has modules in block 1 of the U-Net",
      })
  void refuses(String given, String earlier, String sentence) {
    assertThat(problems(given, earlier))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rank=8 | rank=8",
        "dora=outputs | dora=outputs",
        "rank=8;ranksFromStart=true | rank=4;convRank=4",
        "train=both | train=unet_only",
        "train=unet_only;ranksFromStart=true | train=both",
        "convRank=4 | rank=4",
        "rank=4 | upLrWeights=1 1 1 1 1 1 1 1 1 1 1 0",
        "upLrWeights=1 1 1 1 1 1 1 1 1 1 1 0.5 | rank=4",
        "rank=8 | rank=4;ranksFromStart=true",
      })
  void allows(String given, String earlier) {
    assertThat(problems(given, earlier)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"blockRanks=1 2 3", "upLrWeights=1 1 1 1 1 1 1 1 1 1 1 1 1"})
  void leavesTheSettingsOfBlocksToTheRulesOfAllTrainings(String given) {
    assertThat(problems(given, "train=both")).isEmpty();
  }

  private static List<SettingProblem> problems(String given, String earlier) {
    return StartRules.problems(
        Sessions.settings(settings(given, "startFrom=0b7c0f1e-6a0b-4d0e-9f7a-3a7c8f1d2e3f")),
        Sessions.settings(settings(earlier, "startFrom=1b7c0f1e-6a0b-4d0e-9f7a-3a7c8f1d2e3f")),
        "a LoRA",
        new TrainingRules.Model(Family.SD1, PredictionType.EPSILON, 1024, 12));
  }

  private static Map<String, Object> settings(String text, String start) {
    Map<String, Object> settings = new HashMap<>();
    Arrays.stream((text + ";" + start).split(";"))
        .map(each -> each.split("="))
        .forEach(each -> settings.put(each[0], value(each)));
    return settings;
  }

  private static String value(String[] setting) {
    boolean ranks = setting[0].equals("blockRanks") && setting[1].length() == 1;
    return ranks ? RANKS.formatted(Integer.parseInt(setting[1])) : setting[1];
  }
}
