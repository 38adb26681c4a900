package dev.lorafoundry.diffusion.training;

import static dev.lorafoundry.diffusion.training.UnusedSettings.put;

import dev.lorafoundry.contracts.settings.ValidationSettings;
import dev.lorafoundry.diffusion.training.UnusedSettings.Use;
import java.util.Map;
import java.util.function.Predicate;

/** When the settings of the validation loss are used. */
final class ValidationUses {
  private ValidationUses() {}

  static void addTo(Map<String, Use> uses) {
    Use validated = unless(validation -> !validation.validates(), "without a validation loss");
    put(uses, Use.ALWAYS, "validationSplit", "validateEveryEpochs");
    put(uses, validated, "validationSeed", "maxValidationSteps");
  }

  private static Use unless(Predicate<ValidationSettings> condition, String why) {
    return Use.unless(trained -> condition.test(trained.settings().validation()), why);
  }
}
