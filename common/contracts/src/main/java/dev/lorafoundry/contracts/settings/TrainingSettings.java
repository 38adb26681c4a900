package dev.lorafoundry.contracts.settings;

/** All settings of one training job, in groups. */
public record TrainingSettings(
    OptimiserSettings optimiser,
    ScheduleSettings schedule,
    NetworkSettings network,
    LossSettings loss,
    NoiseSettings noise,
    TextSettings text,
    LoopSettings loop,
    PrecisionSettings precision,
    OutputSettings output) {
  public static final TrainingSettings DEFAULTS =
      new TrainingSettings(
          OptimiserSettings.DEFAULTS,
          ScheduleSettings.DEFAULTS,
          NetworkSettings.DEFAULTS,
          LossSettings.DEFAULTS,
          NoiseSettings.DEFAULTS,
          TextSettings.DEFAULTS,
          LoopSettings.DEFAULTS,
          PrecisionSettings.DEFAULTS,
          OutputSettings.DEFAULTS);
}
