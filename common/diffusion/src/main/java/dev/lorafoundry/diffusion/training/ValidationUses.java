package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.diffusion.training.UnusedSettings.put;

import dev.lorafoundry.contracts.settings.ValidationSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Case;
import dev.lorafoundry.diffusion.training.UnusedSettings.Use;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** When the settings of the validation loss are used. */
final class ValidationUses {
  private ValidationUses() {}

  static void addTo(Map<String, Use> uses) {
    Use validated = unless(validation -> !validation.validates(), "without a validation loss");
    put(uses, Use.ALWAYS, "validationSplit", "validateEveryEpochs");
    put(uses, validated, "validationSeed", "maxValidationSteps");
    put(
        uses,
        Use.unless(ValidationUses::hasTooFew, "in a training of so few validations"),
        "earlyStopPatience");
    put(
        uses,
        unless(validation -> validation.earlyStopPatience() == 0, "without earlyStopPatience"),
        "earlyStopMinDelta");
  }

  /** Before the last epoch there must be a best one and as many as patience waits for. */
  private static boolean hasTooFew(Case trained) {
    if (trained.settings().loop().maxSteps() != null) { // why: nobody knows its epochs here
      return false;
    }
    ValidationSettings validation = trained.settings().validation();
    int epochs = trained.settings().loop().epochs();
    int every = trained.settings().output().saveEveryEpochs();
    long beforeTheLast =
        IntStream.range(1, epochs).filter(epoch -> validation.validatesAfter(epoch, every)).count();
    return beforeTheLast <= validation.earlyStopPatience();
  }

  private static Use unless(Predicate<ValidationSettings> condition, String why) {
    return Use.unless(trained -> condition.test(trained.settings().validation()), why);
  }
}
