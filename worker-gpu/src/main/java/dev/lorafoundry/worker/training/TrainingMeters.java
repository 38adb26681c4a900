package dev.lorafoundry.worker.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** What dashboards see of trainings. */
final class TrainingMeters {
  private final Timer readyTime;
  private final Timer stepTime;
  private final Counter steps;
  private final Counter pictures;
  private final Counter checkpoints;
  private final Counter uploadBytes;
  private final Counter resumes;
  private final Counter refusedStates;
  private final Counter coldRetries;
  private final Counter passedBy;
  private final AtomicReference<Double> loss = new AtomicReference<>(Double.NaN);

  TrainingMeters(MeterRegistry registry) {
    readyTime =
        Timer.builder("lora.foundry.training.ready.time")
            .description("From the claim to the first step: fetching, latents, compiling")
            .register(registry);
    stepTime =
        Timer.builder("lora.foundry.training.step.time")
            .description("One optimiser step")
            .publishPercentiles(0.5, 0.95)
            .register(registry);
    steps = counter(registry, "steps", "Optimiser steps taken");
    pictures = counter(registry, "pictures", "Pictures shown");
    checkpoints = counter(registry, "checkpoints", "Checkpoints saved");
    uploadBytes =
        Counter.builder("lora.foundry.training.upload")
            .baseUnit("bytes")
            .description("LoRA files and states stored")
            .register(registry);
    resumes = counter(registry, "resumes", "Attempts that went on from a saved state");
    refusedStates =
        counter(registry, "refused.states", "Saved states that could not be used: begun anew");
    coldRetries =
        counter(registry, "cold.retries", "Trainings short of memory, begun anew on a cold model");
    passedBy =
        counter(registry, "passed.steps", "Steps of fp16 that overflowed and changed nothing");
    registry.gauge("lora.foundry.training.loss", loss, AtomicReference::get);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("lora.foundry.training." + name)
        .description(description)
        .register(registry);
  }

  void ready(Duration time) {
    readyTime.record(time);
  }

  void stepped(Duration time, double shown, double latestLoss) {
    stepTime.record(time);
    steps.increment();
    pictures.increment(shown);
    loss.set(latestLoss);
  }

  void passedBy() {
    passedBy.increment();
  }

  void checkpointSaved() {
    checkpoints.increment();
  }

  void uploaded(long bytes) {
    uploadBytes.increment((double) bytes);
  }

  void resumed() {
    resumes.increment();
  }

  void retriedCold() {
    coldRetries.increment();
  }

  void stateRefused() {
    refusedStates.increment();
  }
}
