package dev.lorafoundry.diffusion.schedule;

import static java.util.Objects.requireNonNullElse;

import dev.lorafoundry.contracts.settings.ScheduleSettings;
import dev.lorafoundry.contracts.settings.Scheduler;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.util.Optional;

/**
 * The factor of the learning rate at each optimiser step: a linear warm-up from 0, then the chosen
 * course down to the last step. With warm-up the very first update has learning rate 0, as in
 * sd-scripts, but for {@link Scheduler#WARMUP_STABLE_DECAY}, which begins at its lowest rate, and
 * for {@link Scheduler#PIECEWISE_CONSTANT}, which knows no warm-up.
 */
public final class LearningRateSchedule {
  /** Where {@link Scheduler#POLYNOMIAL} ends. */
  private static final double LAST_RATE = 1e-7;

  private static final long USUAL_TIMESCALE = 10_000;

  private final ScheduleSettings settings;
  private final boolean used;
  private final double learningRate;
  private final long steps;
  private final long warmup;
  private final long decay;

  /**
   * @param steps optimiser steps of the whole training
   */
  public LearningRateSchedule(TrainingSettings training, long steps) {
    problem(training, steps)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem.message());
            });
    settings = training.schedule();
    learningRate = training.optimiser().learningRate();
    this.steps = steps;
    used = isUsed(training);
    warmup =
        settings.scheduler() == Scheduler.PIECEWISE_CONSTANT ? 0 : steps(settings.warmup(), steps);
    decay = steps(settings.decaySteps(), steps);
  }

  /** Why a training of so many steps can't have this schedule, if it can't. */
  public static Optional<SettingProblem> problem(TrainingSettings training, long steps) {
    if (!isUsed(training)) {
      return Optional.empty();
    }
    ScheduleSettings settings = training.schedule();
    double rate = training.optimiser().learningRate();
    long warmup = steps(settings.warmup(), steps);
    long decay = steps(settings.decaySteps(), steps);
    return switch (settings.scheduler()) {
      case CONSTANT ->
          problemIf(
              settings.warmup() > 0,
              "warmup",
              settings.warmup(),
              "warmup "
                  + settings.warmup()
                  + " is not allowed with the constant scheduler: use constant_with_warmup, or 0.");
      case POLYNOMIAL ->
          problemIf(
              rate <= LAST_RATE,
              "learningRate",
              rate,
              "learningRate "
                  + rate
                  + " is not allowed with the polynomial scheduler, which ends at "
                  + LAST_RATE
                  + ": use a higher one.");
      case WARMUP_STABLE_DECAY ->
          problemIf(
              warmup + decay > steps,
              "warmup",
              settings.warmup(),
              "warmup and decaySteps are %d and %d steps, but the training has %d: use fewer, or shares below 1."
                  .formatted(warmup, decay, steps));
      default -> Optional.empty();
    };
  }

  private static Optional<SettingProblem> problemIf(
      boolean wrong, String setting, double given, String message) {
    return wrong
        ? Optional.of(new SettingProblem(setting, Double.toString(given), message))
        : Optional.empty();
  }

  /** Updates in which the learning rate grows to its full size. */
  public long warmup() {
    return warmup;
  }

  /** Whether the optimiser has its rates from a schedule: some need none, or have their own. */
  public static boolean isUsed(TrainingSettings training) {
    return switch (training.optimiser().optimizer()) {
      case ADAM_W_SCHEDULE_FREE -> false;
      case ADAFACTOR -> !training.adaptive().relativeStep();
      default -> true;
    };
  }

  /**
   * Factor of the update that follows {@code step} finished ones; 1 where the optimiser uses no
   * schedule.
   */
  public double factor(long step) {
    if (!used) {
      return 1;
    }
    if (settings.scheduler() == Scheduler.PIECEWISE_CONSTANT) {
      return settings.rules().orElseThrow().at(step);
    }
    if (settings.scheduler() == Scheduler.WARMUP_STABLE_DECAY) {
      return aboveLowest(warmupStableDecay(step));
    }
    return step < warmup ? step / (double) warmup : course(step);
  }

  private double course(long step) {
    double part = (step - warmup) / (double) Math.max(1, steps - warmup);
    return switch (settings.scheduler()) {
      case CONSTANT, CONSTANT_WITH_WARMUP -> 1;
      case LINEAR -> Math.max(0, 1 - part);
      case COSINE -> Math.max(0, wave(part));
      case COSINE_WITH_RESTARTS -> part >= 1 ? 0 : wave(settings.numCycles() * part % 1);
      case POLYNOMIAL -> polynomial(part);
      case INVERSE_SQRT -> inverseSqrt(step);
      case COSINE_WITH_MIN_LR -> aboveLowest(wave(settings.numCycles() * part));
      case WARMUP_STABLE_DECAY, PIECEWISE_CONSTANT ->
          throw new IllegalStateException("has a course of its own");
    };
  }

  /** Falls from 1 to 0 and, beyond 1, rises again. */
  private static double wave(double part) {
    return (1 + Math.cos(Math.PI * part)) / 2;
  }

  private double polynomial(double part) {
    double falling = Math.pow(Math.max(0, 1 - part), settings.power());
    return ((learningRate - LAST_RATE) * falling + LAST_RATE) / learningRate;
  }

  private double inverseSqrt(long step) {
    double scale =
        settings.timescale() == null
            ? warmup == 0 ? USUAL_TIMESCALE : warmup
            : settings.timescale();
    return 1 / Math.sqrt((step + scale - warmup) / scale);
  }

  /** Before {@link #aboveLowest}: up to 1, level, and down to 0 in the last steps. */
  private double warmupStableDecay(long step) {
    long falling = step - (steps - decay);
    if (step < warmup) {
      return step / (double) warmup;
    }
    if (falling < 0) {
      return 1;
    }
    return falling < decay ? wave(settings.numCycles() * falling / (double) decay) : 0;
  }

  private double aboveLowest(double factor) {
    double lowest = requireNonNullElse(settings.minLrRatio(), 0.0);
    return factor * (1 - lowest) + lowest;
  }

  private static long steps(double setting, long steps) {
    return (long) (setting < 1 ? setting * steps : setting);
  }
}
