package dev.lorafoundry.contracts.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the learning rate goes over the steps of a job. */
public record ScheduleSettings(
    @Setting(help = "Course of the learning rate.", sdScripts = "lr_scheduler") Scheduler scheduler,
    @Setting(
            help = "Steps of linear warm-up from 0; below 1: a share of all steps.",
            min = 0,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "lr_warmup_steps")
        double warmup,
    @Setting(
            help =
                "Last steps, in which warmup_stable_decay lowers the rate; below 1: a share of all"
                    + " steps.",
            min = 0,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "lr_decay_steps")
        double decaySteps,
    @Setting(
            help =
                "How often cosine_with_restarts falls from the full rate; half waves of"
                    + " cosine_with_min_lr and of the decay of warmup_stable_decay.",
            min = 1,
            max = 1000,
            sdScripts = "lr_scheduler_num_cycles")
        int numCycles,
    @Setting(
            help = "Exponent of polynomial: 1 falls evenly, more falls sooner.",
            above = 0,
            max = 100,
            sdScripts = "lr_scheduler_power")
        double power,
    @Setting(
            help =
                "Steps that inverse_sqrt counts in: larger falls slower; absent: the warm-up, or"
                    + " 10000 without one.",
            min = 1,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "lr_scheduler_timescale")
        @Nullable Integer timescale,
    @Setting(
            help =
                "Share of the rate that cosine_with_min_lr (which needs it) and"
                    + " warmup_stable_decay never go below.",
            min = 0,
            max = 1,
            sdScripts = "lr_scheduler_min_lr_ratio")
        @Nullable Double minLrRatio,
    @Setting(
            help =
                "What piecewise_constant (which needs it) multiplies the rate by: 1:10,0.1:20,0.01"
                    + " is 1 in the first 10 steps, 0.1 until 20 are done, then 0.01.",
            oneLine = true,
            sdScripts = "lr_scheduler_args step_rules")
        @Nullable String stepRules) {
  public static final ScheduleSettings DEFAULTS =
      new ScheduleSettings(Scheduler.COSINE, 0, 0, 1, 1, null, null, null);

  public ScheduleSettings {
    stepRules = stepRules == null || stepRules.isBlank() ? null : stepRules.strip();
    SettingsCheck.of(ScheduleSettings.class)
        .value("scheduler", scheduler)
        .value("warmup", warmup)
        .value("decaySteps", decaySteps)
        .value("numCycles", numCycles)
        .value("power", power)
        .value("timescale", timescale)
        .value("minLrRatio", minLrRatio)
        .value("stepRules", stepRules)
        .require(
            scheduler != Scheduler.COSINE_WITH_MIN_LR || minLrRatio != null,
            "minLrRatio",
            "absent",
            "is not allowed with scheduler cosine_with_min_lr: use a number from 0 up to 1")
        .require(
            scheduler != Scheduler.PIECEWISE_CONSTANT || stepRules != null,
            "stepRules",
            "absent",
            "is not allowed with scheduler piecewise_constant: use rules such as 1:10,0.1:20,0.01")
        .require(
            stepRules == null || StepRules.read(stepRules).isPresent(),
            "stepRules",
            SettingProblem.shown(String.valueOf(stepRules)),
            "is not allowed: use rules such as 1:10,0.1:20,0.01, each a factor up to 1000 and the"
                + " step up to which it holds, which rises, and a factor for what remains")
        .require(
            scheduler != Scheduler.WARMUP_STABLE_DECAY
                || warmup >= 1
                || decaySteps >= 1
                || warmup + decaySteps <= 1,
            "decaySteps",
            decaySteps,
            "is too large beside warmup, which is " + warmup + ": both are 1 at most, together")
        .finish();
  }

  /** Factors of {@link Scheduler#PIECEWISE_CONSTANT}, if they are given. */
  public Optional<StepRules> rules() {
    return Optional.ofNullable(stepRules).flatMap(StepRules::read);
  }
}
