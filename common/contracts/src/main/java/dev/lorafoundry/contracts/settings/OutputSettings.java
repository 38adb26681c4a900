package dev.lorafoundry.contracts.settings;

/**
 * Which checkpoints a job leaves behind: after epochs, after steps, or both. The last step is
 * always saved.
 */
public record OutputSettings(
    @Setting(
            help =
                "A checkpoint is saved after every so many epochs. 0: after none but the last one,"
                    + " as where saveEverySteps alone says when.",
            min = 0,
            max = 10_000,
            unit = "epochs",
            sdScripts = "save_every_n_epochs",
            original = "train_save_every_n_epochs")
        int saveEveryEpochs,
    @Setting(
            help =
                "A checkpoint is saved after every so many steps, beside those of saveEveryEpochs:"
                    + " one that both ask for is one. Only those that an epoch ends with have a"
                    + " validation loss. 0: none for its steps.",
            min = 0,
            max = 10_000_000,
            unit = "steps",
            sdScripts = "save_every_n_steps")
        int saveEverySteps,
    @Setting(help = "Number format of the saved files.", sdScripts = "save_precision")
        SavePrecision savePrecision) {
  public static final OutputSettings DEFAULTS = new OutputSettings(2, 0, SavePrecision.FP16);

  public OutputSettings {
    SettingsCheck.of(OutputSettings.class)
        .value("saveEveryEpochs", saveEveryEpochs)
        .value("saveEverySteps", saveEverySteps)
        .value("savePrecision", savePrecision)
        .finish();
  }

  /**
   * Whether an epoch leaves a checkpoint for its own sake.
   *
   * @param epoch from 1
   */
  public boolean savesAfterEpoch(int epoch) {
    return saveEveryEpochs > 0 && epoch % saveEveryEpochs == 0;
  }

  /**
   * Whether a step leaves a checkpoint for its own sake, be it the last one of an epoch or not.
   *
   * @param step optimiser steps done, from 1
   */
  public boolean savesAfterStep(long step) {
    return saveEverySteps > 0 && step % saveEverySteps == 0;
  }
}
