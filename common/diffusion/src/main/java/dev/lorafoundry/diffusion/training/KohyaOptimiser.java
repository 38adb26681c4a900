package dev.lorafoundry.diffusion.training;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.AdaptiveSettings;
import dev.lorafoundry.contracts.settings.OptimiserSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.ScheduleSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.optimiser.Adafactor;
import dev.lorafoundry.diffusion.optimiser.Adam;
import dev.lorafoundry.diffusion.optimiser.Lion;
import dev.lorafoundry.diffusion.optimiser.SgdNesterov;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How sd-scripts notes the optimiser: its class, and the numbers that were given. */
final class KohyaOptimiser {
  private final AdaptiveSettings defaults = AdaptiveSettings.DEFAULTS;
  private final OptimiserSettings optimiser;
  private final AdaptiveSettings adaptive;
  private final List<String> numbers = new ArrayList<>();

  private KohyaOptimiser(TrainingSettings settings) {
    optimiser = settings.optimiser();
    adaptive = settings.adaptive();
  }

  /** Such as {@code lion_pytorch.lion_pytorch.Lion(weight_decay=0.1)}. */
  static String of(TrainingSettings settings) {
    return new KohyaOptimiser(settings).text();
  }

  static String schedulerOf(TrainingSettings settings) {
    return LearningRates.areItsOwn(settings)
        ? "adafactor:" + PythonNotation.of(settings.optimiser().learningRate())
        : settings.schedule().scheduler().label();
  }

  /** As the option was given: so many steps, or a share of all. */
  static Number warmupOf(ScheduleSettings schedule) {
    double warmup = schedule.warmup();
    return warmup == Math.rint(warmup) ? (Number) (long) warmup : (Number) warmup;
  }

  private String text() {
    put("weight_decay", optimiser.weightDecay());
    putMoments(optimiser.optimizer());
    putOwn(optimiser.optimizer());
    String name = nameOf(optimiser.optimizer());
    return numbers.isEmpty() ? name : name + "(" + String.join(",", numbers) + ")";
  }

  private static String nameOf(OptimiserType type) {
    return switch (type) {
      case ADAM_W -> "torch.optim.adamw.AdamW";
      case LION -> "lion_pytorch.lion_pytorch.Lion";
      case ADAM -> "torch.optim.adam.Adam";
      case SGD_NESTEROV -> "torch.optim.sgd.SGD";
      case ADAFACTOR -> "transformers.optimization.Adafactor";
      case PRODIGY -> "prodigyopt.prodigy.Prodigy";
      case D_ADAPT_ADAM -> "dadaptation.dadapt_adam.DAdaptAdam";
      case D_ADAPT_LION -> "dadaptation.dadapt_lion.DAdaptLion";
      case ADAM_W_SCHEDULE_FREE -> "schedulefree.adamw_schedulefree.AdamWScheduleFree";
      case ADAM_W_8BIT -> "bitsandbytes.optim.adamw.AdamW8bit";
      case LION_8BIT -> "bitsandbytes.optim.lion.Lion8bit";
    };
  }

  /** Of numbers that are given those that the optimiser has, by its own names. */
  private void putMoments(OptimiserType type) {
    switch (type) {
      case ADAM_W, ADAM_W_8BIT, ADAM, PRODIGY, D_ADAPT_ADAM, ADAM_W_SCHEDULE_FREE -> {
        putBetas(Adam.DEFAULTS.beta1(), Adam.DEFAULTS.beta2());
        put("eps", optimiser.epsilon());
      }
      case LION, LION_8BIT, D_ADAPT_LION -> putBetas(Lion.DEFAULTS.beta1(), Lion.DEFAULTS.beta2());
      case ADAFACTOR -> {
        put("beta1", optimiser.beta1());
        if (optimiser.epsilon() != null) {
          putPair("eps", optimiser.epsilon(), Adafactor.SMALLEST_SCALE);
        }
      }
      case SGD_NESTEROV -> {}
    }
  }

  private void putBetas(double usual1, double usual2) {
    if (optimiser.beta1() != null || optimiser.beta2() != null) {
      putPair(
          "betas",
          requireNonNullElse(optimiser.beta1(), usual1),
          requireNonNullElse(optimiser.beta2(), usual2));
    }
  }

  private void putOwn(OptimiserType type) {
    switch (type) {
      case SGD_NESTEROV ->
          put(
              "momentum",
              requireNonNullElse(optimiser.momentum(), SgdNesterov.DEFAULTS.momentum()));
      case ADAFACTOR -> {
        put("relative_step", adaptive.relativeStep());
        put("scale_parameter", adaptive.scaleParameter());
        put("warmup_init", adaptive.warmupInit());
        putOther("clip_threshold", adaptive.clipThreshold(), defaults.clipThreshold());
        putOther("decay_rate", adaptive.decayRate(), defaults.decayRate());
      }
      case PRODIGY, D_ADAPT_ADAM, D_ADAPT_LION -> putStepSize(type);
      case ADAM_W_SCHEDULE_FREE ->
          putOther("warmup_steps", adaptive.scheduleFreeWarmup(), defaults.scheduleFreeWarmup());
      case ADAM_W, ADAM_W_8BIT, LION, LION_8BIT, ADAM -> {}
    }
  }

  private void putStepSize(OptimiserType type) {
    putOther("d0", adaptive.d0(), defaults.d0());
    if (type != OptimiserType.D_ADAPT_LION) {
      put("growth_rate", adaptive.growthRate());
      put("decouple", adaptive.decouple());
      putOther("use_bias_correction", adaptive.biasCorrection(), defaults.biasCorrection());
    }
    if (type == OptimiserType.PRODIGY) {
      putOther("d_coef", adaptive.dCoefficient(), defaults.dCoefficient());
      putOther("safeguard_warmup", adaptive.safeguardWarmup(), defaults.safeguardWarmup());
    }
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      numbers.add(name + "=" + PythonNotation.of(value));
    }
  }

  private void putPair(String name, double first, double second) {
    numbers.add("%s=(%s, %s)".formatted(name, PythonNotation.of(first), PythonNotation.of(second)));
  }

  private void putOther(String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      put(name, value);
    }
  }
}
