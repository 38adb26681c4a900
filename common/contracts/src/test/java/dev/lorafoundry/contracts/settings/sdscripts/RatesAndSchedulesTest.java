package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that say learning rates of several text encoders, and arguments of schedules. */
final class RatesAndSchedulesTest {
  /** As there: its networks for Stable Diffusion know one rate of text encoders. */
  @Test
  void theFirstRateCountsForBothTextEncoders() {
    Translation translation = translate("--text_encoder_lr 1e-5 5e-6");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(Map.entry("textEncoderLearningRate", 1e-5));
    assertThat(translation.notes())
        .singleElement()
        .satisfies(note -> assertThat(note).contains("only the first of its values is used"));
    assertThat(translate("--text_encoder_lr 0 1e-5").training())
        .containsEntry("train", "unet_only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-5", "1e-5 1e-5"})
  void equalRatesNeedNoNote(String rates) {
    Translation translation = translate("--text_encoder_lr " + rates);

    assertThat(translation.training()).containsOnly(Map.entry("textEncoderLearningRate", 1e-5));
    assertThat(translation.notes()).isEmpty();
  }

  @Test
  void takesTheRulesOfAPiecewiseConstantSchedule() {
    Translation translation =
        translate(
            "--lr_scheduler piecewise_constant --lr_scheduler_args \"step_rules='1:10,0.1:20,0.5'\" last_epoch=-1");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training())
        .containsEntry("scheduler", "piecewise_constant")
        .containsEntry("stepRules", "1:10,0.1:20,0.5");
  }

  @Test
  void tellsThatOtherTimestepsAreValidatedThanThere() {
    assertThat(translate("--min_timestep 100 --validation_split 0.1").notes())
        .anySatisfy(note -> assertThat(note).contains("timesteps 200, 400, 600 and 800"));
    assertThat(translate("--max_timestep 900 --validation_split 0.1").notes())
        .anySatisfy(note -> assertThat(note).contains("timesteps 200, 400, 600 and 800"));
    assertThat(translate("--min_timestep 0 --max_timestep 1000 --validation_split 0.1").notes())
        .isEmpty();
    assertThat(translate("--min_timestep 100").notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--lr_scheduler_args step_rule=1:10,0.1 | has key step_rule that no setting takes: did you mean step_rules?",
        "--lr_scheduler_args num_cycles=3 | Give it as an option of its own: --lr_scheduler_num_cycles",
        "--lr_scheduler_args lr_end=1e-6 | Schedules have only this one here",
        "--lr_scheduler_args T_max=25 | has key T_max that no setting takes: known are",
      })
  void refuses(String arguments, String sentence) {
    assertThat(translate(arguments).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(sentence));
  }
}
