package dev.lorafoundry.diffusion.schedule;

import dev.lorafoundry.contracts.settings.ScheduleSettings;
import dev.lorafoundry.contracts.settings.Scheduler;

/**
 * The factor of the learning rate at each optimiser step: a linear warm-up from 0, then the chosen
 * course down to the last step. With warm-up the very first update has learning rate 0, as in
 * sd-scripts.
 */
public final class LearningRateSchedule {
  private final Scheduler scheduler;
  private final long warmup;
  private final long steps;

  /**
   * @param steps optimiser steps of the whole training
   */
  public LearningRateSchedule(ScheduleSettings settings, long steps) {
    scheduler = settings.scheduler();
    warmup = warmup(settings.warmup(), steps);
    this.steps = steps;
    if (scheduler == Scheduler.CONSTANT && warmup > 0) {
      throw new IllegalArgumentException(
          "warmup %s is not allowed with the constant schedule: use constant_with_warmup, or 0"
              .formatted(settings.warmup()));
    }
  }

  /** Updates in which the learning rate grows to its full size. */
  public long warmup() {
    return warmup;
  }

  /** Factor of the update that follows {@code step} finished ones. */
  public double factor(long step) {
    if (step < warmup) {
      return step / (double) warmup;
    }
    double part = (step - warmup) / (double) Math.max(1, steps - warmup);
    return switch (scheduler) {
      case CONSTANT, CONSTANT_WITH_WARMUP -> 1;
      case LINEAR -> Math.max(0, 1 - part);
      case COSINE -> Math.max(0, (1 + Math.cos(Math.PI * part)) / 2);
    };
  }

  private static long warmup(double setting, long steps) {
    return (long) (setting < 1 ? setting * steps : setting);
  }
}
