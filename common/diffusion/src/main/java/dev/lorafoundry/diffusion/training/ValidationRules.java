package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import java.util.Optional;

/** Says where no picture of a dataset can be held out. */
public final class ValidationRules {
  private ValidationRules() {}

  /** Of a dataset without a picture that is trained nothing is said: there is no such training. */
  public static Optional<SettingProblem> problem(
      ValidationSettings settings, DatasetSnapshot dataset) {
    double share = settings.validationSplit();
    return share == 0 || DatasetSplit.mostOriginals(dataset) != 1
        ? Optional.empty()
        : Optional.of(
            new SettingProblem(
                "validationSplit",
                Double.toString(share),
                "validationSplit %s holds pictures out, but no concept has more than a single one: add others, or set it to 0."
                    .formatted(share)));
  }
}
