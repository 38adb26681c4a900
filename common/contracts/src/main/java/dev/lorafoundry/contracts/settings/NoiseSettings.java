package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/** The noise that is trained with: at which timesteps, and how it is made. */
public record NoiseSettings(
    @Setting(help = "Smallest timestep drawn.", min = 0, max = 999, sdScripts = "min_timestep")
        int minTimestep,
    @Setting(
            help = "Timesteps are drawn below this one.",
            min = 1,
            max = 1000,
            sdScripts = "max_timestep")
        int maxTimestep,
    @Setting(
            help =
                "Adds noise of this strength that is the same all over a channel, so that very dark"
                    + " and very bright pictures are learnt (0.05 to 0.1 is usual); absent: none.",
            above = 0,
            max = 10,
            sdScripts = "noise_offset")
        @Nullable Double noiseOffset,
    @Setting(
            help = "Draws the strength of the offset for each batch, from 0 to the offset.",
            sdScripts = "noise_offset_random_strength")
        boolean noiseOffsetRandomStrength,
    @Setting(
            help =
                "Adds so much of the latents' mean to the strength of the offset, which it needs;"
                    + " absent: nothing.",
            min = -10,
            max = 10,
            sdScripts = "adaptive_noise_scale")
        @Nullable Double adaptiveNoiseScale,
    @Setting(
            help =
                "Adds so many layers of ever coarser noise (multi-resolution noise; 6 to 10 are"
                    + " usual); absent: none.",
            min = 1,
            max = 100,
            sdScripts = "multires_noise_iterations")
        @Nullable Integer multiresNoiseIterations,
    @Setting(
            help = "How much each layer of multi-resolution noise is weaker than the one before.",
            min = 0,
            max = 1,
            sdScripts = "multires_noise_discount")
        double multiresNoiseDiscount,
    @Setting(
            help =
                "Shows the model so much more noise than it is to predict (input perturbation; 0.1"
                    + " is usual); absent: none.",
            above = 0,
            max = 10,
            sdScripts = "ip_noise_gamma")
        @Nullable Double ipNoiseGamma,
    @Setting(
            help = "Draws the strength of the perturbation for each batch, from 0 to the gamma.",
            sdScripts = "ip_noise_gamma_random_strength")
        boolean ipNoiseGammaRandomStrength,
    @Setting(
            help =
                "Rescales the noise schedule so that nothing of the picture is left at its end; for"
                    + " base models that predict v. Weights of the loss keep the original schedule,"
                    + " as in sd-scripts.",
            sdScripts = "zero_terminal_snr")
        boolean zeroTerminalSnr) {
  public static final NoiseSettings DEFAULTS =
      new NoiseSettings(0, 1000, null, false, null, null, 0.3, null, false, false);

  public NoiseSettings {
    SettingsCheck.of(NoiseSettings.class)
        .value("minTimestep", minTimestep)
        .value("maxTimestep", maxTimestep)
        .value("noiseOffset", noiseOffset)
        .value("noiseOffsetRandomStrength", noiseOffsetRandomStrength)
        .value("adaptiveNoiseScale", adaptiveNoiseScale)
        .value("multiresNoiseIterations", multiresNoiseIterations)
        .value("multiresNoiseDiscount", multiresNoiseDiscount)
        .value("ipNoiseGamma", ipNoiseGamma)
        .value("ipNoiseGammaRandomStrength", ipNoiseGammaRandomStrength)
        .value("zeroTerminalSnr", zeroTerminalSnr)
        .require(
            minTimestep < maxTimestep,
            "minTimestep",
            minTimestep,
            "must be below maxTimestep, which is " + maxTimestep)
        .require(
            adaptiveNoiseScale == null || noiseOffset != null,
            "adaptiveNoiseScale",
            String.valueOf(adaptiveNoiseScale),
            "is not allowed without noiseOffset: give that, too, or leave this out")
        .finish();
  }
}
