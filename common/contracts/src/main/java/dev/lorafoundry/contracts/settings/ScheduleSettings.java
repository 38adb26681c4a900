package dev.lorafoundry.contracts.settings;

/** How the learning rate goes over the steps of a job. */
public record ScheduleSettings(
    @Setting(help = "Course of the learning rate.", sdScripts = "lr_scheduler") Scheduler scheduler,
    @Setting(
            help = "Steps of linear warm-up from 0; below 1: a share of all steps.",
            min = 0,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "lr_warmup_steps")
        double warmup) {
  public static final ScheduleSettings DEFAULTS = new ScheduleSettings(Scheduler.COSINE, 0);

  public ScheduleSettings {
    SettingsCheck.of(ScheduleSettings.class)
        .value("scheduler", scheduler)
        .value("warmup", warmup)
        .finish();
  }
}
