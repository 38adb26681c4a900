package dev.lorafoundry.contracts.settings;

/** Which checkpoints a job leaves behind. The last epoch is always saved. */
public record OutputSettings(
    @Setting(
            help = "A checkpoint is saved after every so many epochs.",
            min = 1,
            max = 10_000,
            unit = "epochs",
            sdScripts = "save_every_n_epochs",
            original = "train_save_every_n_epochs")
        int saveEveryEpochs,
    @Setting(help = "Number format of the saved files.", sdScripts = "save_precision")
        SavePrecision savePrecision) {
  public static final OutputSettings DEFAULTS = new OutputSettings(2, SavePrecision.FP16);

  public OutputSettings {
    SettingsCheck.of(OutputSettings.class)
        .value("saveEveryEpochs", saveEveryEpochs)
        .value("savePrecision", savePrecision)
        .finish();
  }
}
