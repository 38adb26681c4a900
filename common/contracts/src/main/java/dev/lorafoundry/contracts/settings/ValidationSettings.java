package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/**
 * How a training is judged on its way: by the validation loss, the error of its weights at noise
 * and timesteps that are always the same. Computing it changes nothing of the training.
 */
public record ValidationSettings(
    @Setting(
            help =
                "Share of each concept's pictures that are never trained on: the validation loss is"
                    + " theirs. Of a concept with several, one at least is held out and one trained"
                    + " on. 0: none is held out.",
            min = 0,
            max = 0.9,
            sdScripts = "validation_split")
        double validationSplit,
    @Setting(
            help =
                "Chooses the pictures that are held out, and the noise of the validation loss: the"
                    + " same seed makes losses of different jobs comparable.",
            min = 0,
            max = 4_294_967_295.0,
            sdScripts = "validation_seed")
        long validationSeed,
    @Setting(
            help =
                "The validation loss is computed after every so many epochs and after the last one."
                    + " 0: as often as saveEveryEpochs, or after each epoch where that is 0, if"
                    + " pictures are held out or the training may stop early, and otherwise never."
                    + " Without pictures that are held out it is that of the pictures trained on.",
            min = 0,
            max = 10_000,
            unit = "epochs",
            sdScripts = "validate_every_n_epochs")
        int validateEveryEpochs,
    @Setting(
            help =
                "The validation loss is that of so many batches at most, drawn once for the whole"
                    + " training; absent: of all. Jobs with other batch sizes then have other pictures.",
            min = 1,
            max = 1_000_000,
            unit = "batches",
            sdScripts = "max_validation_steps")
        @Nullable Integer maxValidationSteps,
    @Setting(
            help =
                "The training ends after so many validation losses that were no better than the"
                    + " best one; 0: only after its last epoch.",
            min = 0,
            max = 10_000,
            unit = "validations")
        int earlyStopPatience,
    @Setting(
            help = "A validation loss is better only if it is lower by more than this.",
            min = 0,
            max = 1000)
        double earlyStopMinDelta) {
  public static final ValidationSettings DEFAULTS = new ValidationSettings(0, 23, 0, null, 0, 0);

  public ValidationSettings {
    SettingsCheck.of(ValidationSettings.class)
        .value("validationSplit", validationSplit)
        .value("validationSeed", validationSeed)
        .value("validateEveryEpochs", validateEveryEpochs)
        .value("maxValidationSteps", maxValidationSteps)
        .value("earlyStopPatience", earlyStopPatience)
        .value("earlyStopMinDelta", earlyStopMinDelta)
        .finish();
  }

  /** Whether there is a validation loss at all. */
  public boolean validates() {
    return validationSplit > 0 || validateEveryEpochs > 0 || earlyStopPatience > 0;
  }

  /**
   * Whether the validation loss is computed after an epoch that is not the last.
   *
   * @param epoch from 1
   * @param saveEveryEpochs how often there is a checkpoint after an epoch; 0: never
   */
  public boolean validatesAfter(int epoch, int saveEveryEpochs) {
    return validates() && epoch % everyEpochs(saveEveryEpochs) == 0;
  }

  /**
   * After how many epochs there is another validation loss, where there are some.
   *
   * @param saveEveryEpochs how often there is a checkpoint after an epoch; 0: never
   */
  public int everyEpochs(int saveEveryEpochs) {
    return validateEveryEpochs > 0 ? validateEveryEpochs : Math.max(1, saveEveryEpochs);
  }

  /**
   * How many of a concept's originals are held out: their share, rounded as sd-scripts does, but
   * one at least, and one is left; none of a single one.
   */
  public int heldOut(int originals) {
    return validationSplit == 0 || originals < 2
        ? 0
        : Math.min(originals - 1, Math.max(1, (int) Math.rint(validationSplit * originals)));
  }
}
