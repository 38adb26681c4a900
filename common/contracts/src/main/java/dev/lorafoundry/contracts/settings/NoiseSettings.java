package dev.lorafoundry.contracts.settings;

/** Which timesteps of the noise schedule are trained. */
public record NoiseSettings(
    @Setting(help = "Smallest timestep drawn.", min = 0, max = 999, sdScripts = "min_timestep")
        int minTimestep,
    @Setting(
            help = "Timesteps are drawn below this one.",
            min = 1,
            max = 1000,
            sdScripts = "max_timestep")
        int maxTimestep) {
  public static final NoiseSettings DEFAULTS = new NoiseSettings(0, 1000);

  public NoiseSettings {
    SettingsCheck.of(NoiseSettings.class)
        .value("minTimestep", minTimestep)
        .value("maxTimestep", maxTimestep)
        .require(
            minTimestep < maxTimestep,
            "minTimestep",
            minTimestep,
            "must be below maxTimestep, which is " + maxTimestep)
        .finish();
  }
}
