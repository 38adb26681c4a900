package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import java.util.Optional;

/** Says where no picture of a dataset can be held out. */
public final class ValidationRules {
  private ValidationRules() {}

  /**
   * @param originals pictures of the concept that has the most, those made of one original counted
   *     once
   */
  public static Optional<SettingProblem> problem(ValidationSettings settings, int originals) {
    double share = settings.validationSplit();
    return share == 0 || originals != 1
        ? Optional.empty()
        : Optional.of(
            new SettingProblem(
                "validationSplit",
                Double.toString(share),
                "validationSplit %s holds pictures out, but no concept has more than a single one: add others, or set it to 0."
                    .formatted(share)));
  }
}
