package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/** How the error of a prediction is weighted. */
public record LossSettings(
    @Setting(
            help = "Caps the weight of nearly clean steps (min-SNR; 5 is usual); absent: no cap.",
            above = 0,
            max = 1000,
            sdScripts = "min_snr_gamma")
        @Nullable Double minSnrGamma) {
  public static final LossSettings DEFAULTS = new LossSettings(null);

  public LossSettings {
    SettingsCheck.of(LossSettings.class).value("minSnrGamma", minSnrGamma).finish();
  }
}
