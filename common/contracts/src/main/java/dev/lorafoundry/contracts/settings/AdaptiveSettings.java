package dev.lorafoundry.contracts.settings;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of optimisers that find their own step sizes: Adafactor, Prodigy, D-Adaptation and
 * schedule-free AdamW.
 */
public record AdaptiveSettings(
    @Setting(
            help =
                "AdaFactor takes steps of its own that shrink with their number, whatever the"
                    + " learning rates and the schedule.",
            sdScripts = "optimizer_args relative_step")
        boolean relativeStep,
    @Setting(
            help = "AdaFactor's steps grow with the size of what they change.",
            sdScripts = "optimizer_args scale_parameter")
        boolean scaleParameter,
    @Setting(
            help = "AdaFactor's own steps grow slowly from 1e-6.",
            sdScripts = "optimizer_args warmup_init")
        boolean warmupInit,
    @Setting(
            help = "AdaFactor scales updates down to this root mean square.",
            above = 0,
            max = 1000,
            sdScripts = "optimizer_args clip_threshold")
        double clipThreshold,
    @Setting(
            help = "Exponent by which AdaFactor's memory of squared gradients grows longer.",
            min = -1,
            max = -0.01,
            sdScripts = "optimizer_args decay_rate")
        double decayRate,
    @Setting(
            help = "First guess of the step size of Prodigy and D-Adaptation.",
            above = 0,
            max = 1,
            sdScripts = "optimizer_args d0")
        double d0,
    @Setting(
            help = "Prodigy's step size is multiplied by this.",
            above = 0,
            max = 100,
            sdScripts = "optimizer_args d_coef")
        double dCoefficient,
    @Setting(
            help =
                "Most that the step size of Prodigy and DAdaptAdam may grow by in one step;"
                    + " absent: no limit.",
            min = 1,
            max = 1e9,
            sdScripts = "optimizer_args growth_rate")
        @Nullable Double growthRate,
    @Setting(
            help =
                "Weight decay acts on weights instead of gradients; absent: true for Prodigy, false"
                    + " for DAdaptAdam.",
            sdScripts = "optimizer_args decouple")
        @Nullable Boolean decouple,
    @Setting(
            help = "Prodigy and DAdaptAdam correct the first steps as Adam does.",
            sdScripts = "optimizer_args use_bias_correction")
        boolean biasCorrection,
    @Setting(
            help = "Prodigy estimates its step size without the warm-up of the learning rate.",
            sdScripts = "optimizer_args safeguard_warmup")
        boolean safeguardWarmup,
    @Setting(
            help = "Steps in which AdamWScheduleFree's rate grows to its full size.",
            min = 0,
            max = 1_000_000,
            unit = "steps",
            sdScripts = "optimizer_args warmup_steps")
        int scheduleFreeWarmup) {
  public static final AdaptiveSettings DEFAULTS =
      new AdaptiveSettings(true, true, false, 1, -0.8, 1e-6, 1, null, null, false, false, 0);

  public AdaptiveSettings {
    SettingsCheck.of(AdaptiveSettings.class)
        .value("relativeStep", relativeStep)
        .value("scaleParameter", scaleParameter)
        .value("warmupInit", warmupInit)
        .value("clipThreshold", clipThreshold)
        .value("decayRate", decayRate)
        .value("d0", d0)
        .value("dCoefficient", dCoefficient)
        .value("growthRate", growthRate)
        .value("decouple", decouple)
        .value("biasCorrection", biasCorrection)
        .value("safeguardWarmup", safeguardWarmup)
        .value("scheduleFreeWarmup", scheduleFreeWarmup)
        .require(
            relativeStep || !warmupInit,
            "warmupInit",
            warmupInit,
            "needs relativeStep, which is off")
        .finish();
  }
}
