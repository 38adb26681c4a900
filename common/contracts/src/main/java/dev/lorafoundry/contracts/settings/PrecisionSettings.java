package dev.lorafoundry.contracts.settings;

/** Number formats and memory against time. */
public record PrecisionSettings(
    @Setting(
            help = "Number format of the computation; auto: bf16 on a GPU, fp32 on a CPU.",
            sdScripts = "mixed_precision",
            original = "train_mixed_precision")
        Precision precision,
    @Setting(
            help = "Recompute activations in the backward pass: less memory, more time.",
            sdScripts = "gradient_checkpointing")
        boolean gradientCheckpointing) {
  public static final PrecisionSettings DEFAULTS = new PrecisionSettings(Precision.AUTO, false);

  public PrecisionSettings {
    SettingsCheck.of(PrecisionSettings.class)
        .value("precision", precision)
        .value("gradientCheckpointing", gradientCheckpointing)
        .finish();
  }
}
