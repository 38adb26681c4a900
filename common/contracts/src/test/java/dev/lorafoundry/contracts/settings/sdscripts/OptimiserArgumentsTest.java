package dev.lorafoundry.contracts.settings.sdscripts;

import static dev.lorafoundry.contracts.settings.sdscripts.Commands.translate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that choose an optimiser, by its names of now and of before. */
final class OptimiserArgumentsTest {
  @Test
  void takesOldSwitchesForWhatTheyMean() {
    assertThat(translate("--use_lion_optimizer").training()).containsEntry("optimizer", "Lion");
    assertThat(translate("--use_8bit_adam").training()).containsEntry("optimizer", "AdamW8bit");
    assertThat(translate("--mixed_precision no").training()).containsEntry("precision", "fp32");
  }

  @Test
  void adafactorsOwnScheduleIsLeftOut() {
    Translation translation =
        translate(
            "--optimizer_type Adafactor --lr_scheduler adafactor:1e-3"
                + " --optimizer_args relative_step=True warmup_init=False");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training())
        .containsEntry("optimizer", "AdaFactor")
        .containsEntry("relativeStep", true)
        .containsEntry("warmupInit", false)
        .doesNotContainKey("scheduler");
    assertThat(translation.notes())
        .containsExactly(
            "Left out: --lr_scheduler. Adafactor's relative steps follow no schedule.");
  }

  @ParameterizedTest
  @CsvSource({
    "--lr_scheduler adafactor:1e-3, Add --optimizer_type Adafactor",
    "--lr_scheduler adafactor --optimizer_type AdamW, Add --optimizer_type Adafactor",
    "--lr_scheduler adafactor --use_8bit_adam, Add --optimizer_type Adafactor",
    "--lr_scheduler adafactor:1 --optimizer_type Adafactor --optimizer_args relative_step=False, Name another schedule"
  })
  void refusesAdafactorsScheduleBesideOthersAsSdScriptsDoes(String arguments, String sentence) {
    Translation translation = translate(arguments);

    assertThat(translation.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("only Adafactor with relative steps has it", sentence));
    assertThat(translation.leftOut()).isEmpty();
    assertThat(SdScripts.judge(arguments, Config.NONE))
        .extracting(JudgedOption::outcome)
        .contains(JudgedOption.Outcome.REFUSED);
  }

  @Test
  void judgesAdafactorsScheduleByItsOptimiser() {
    assertThat(SdScripts.judge("--lr_scheduler adafactor --optimizer_type Adafactor", Config.NONE))
        .extracting(JudgedOption::outcome)
        .containsExactly(JudgedOption.Outcome.PASSED, JudgedOption.Outcome.HONOURED);
  }

  @Test
  void saysWhatSdScriptsDoesOfAWarmupWithoutRelativeSteps() {
    assertThat(
            translate(
                    "--optimizer_type Adafactor --optimizer_args relative_step=False warmup_init=True")
                .problems())
        .singleElement()
        .asString()
        .contains("sd-scripts takes relative_step=True", "or warmup_init=False");
  }

  @Test
  void takesOfAdafactorsTwoEpsilonsTheFirstWhereTheSecondIsItsOwn() {
    String adafactor = "--optimizer_type Adafactor --optimizer_args eps=";
    Translation same = translate(adafactor + "1e-20,1e-3");

    assertThat(same.training()).containsEntry("epsilon", 1e-20);
    assertThat(same.notes()).isEmpty();
    assertThat(same.problems()).isEmpty();
    assertThat(translate(adafactor + "1e-20").problems()).isEmpty();
    assertThat(translate(adafactor + "1e-20,0.01").problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("eps", "its second value 0.01 is not allowed: give 0.001"));
  }

  @ParameterizedTest
  @CsvSource({
    "--optimizer_type AdamWScheduleFree --use_8bit_adam, --optimizer_type",
    "--optimizer_type AdamW --use_lion_optimizer, --optimizer_type",
    "--use_8bit_adam --use_lion_optimizer, --use_8bit_adam",
  })
  void refusesTwoOptimisersBecauseSdScriptsDoesNotStartWithThem(String options, String other) {
    assertThat(translate(options).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("it contradicts " + other, "leave one of them out"));
  }

  @Test
  void theSameOptimiserMayBeNamedTwice() {
    Translation translation = translate("--optimizer_type AdamW8bit --use_8bit_adam");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(entry("optimizer", "AdamW8bit"));
  }

  @Test
  void ofOneKeyThatIsGivenTwiceTheLatterHolds() {
    Translation translation = translate("--optimizer_args weight_decay=0.1 weight_decay=0.2");

    assertThat(translation.training()).containsOnly(entry("weightDecay", 0.2));
    assertThat(translation.notes())
        .containsExactly(
            "--optimizer_args weight_decay (line 1, column 1) twice: the latter holds.");
  }

  @Test
  void adafactorHasOneMomentAndOthersHaveTwo() {
    assertThat(translate("--optimizer_type Adafactor --optimizer_args beta1=0.9").training())
        .containsEntry("beta1", 0.9);
    assertThat(translate("--optimizer_args beta1=None").training())
        .containsOnly(entry("beta1", ""));
    assertThat(translate("--optimizer_type Adafactor --optimizer_args betas=0.9,0.99").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("has no betas, but beta1"));
    assertThat(translate("--use_8bit_adam --optimizer_args beta1=0.9").problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.message()).contains("AdamW8bit has no beta1, which is"));
  }

  @ParameterizedTest
  @CsvSource({
    "PagedAdamW, AdamW",
    "pagedadamw32bit, AdamW",
    "PagedAdamW8bit, AdamW8bit",
    "PagedLion8bit, Lion8bit",
    "bitsandbytes.optim.PagedAdamW8bit, AdamW8bit"
  })
  void trainsWithTheUnpagedKinOfPagedOptimisers(String given, String optimiser) {
    Translation translation = translate("--optimizer_type " + given);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(entry("optimizer", optimiser));
    assertThat(translation.notes())
        .singleElement()
        .satisfies(
            note -> assertThat(note).contains(optimiser + " trains in its place", "on the device"));
  }

  @ParameterizedTest
  @CsvSource({
    "torch.optim.AdamW, AdamW",
    "bitsandbytes.optim.AdamW8bit, AdamW8bit",
    "prodigyopt.Prodigy, Prodigy",
    "transformers.optimization.Adafactor, AdaFactor",
    "schedulefree.AdamWScheduleFree, AdamWScheduleFree"
  })
  void knowsOptimisersByTheirClasses(String given, String optimiser) {
    Translation translation = translate("--optimizer_type " + given);

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.notes()).isEmpty();
    assertThat(translation.training()).containsOnly(entry("optimizer", optimiser));
  }

  @Test
  void passesOverArgumentsThatSayWhatAnOptimiserDoesAnyway() {
    Translation translation =
        translate(
            "--optimizer_type SGDNesterov --optimizer_args nesterov=True foreach=True amsgrad=False beta3=None");

    assertThat(translation.problems()).isEmpty();
    assertThat(translation.training()).containsOnly(entry("optimizer", "SGDNesterov"));
    assertThat(translate("--optimizer_args amsgrad=True").problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("amsgrad", "leave it out"));
  }
}
