package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Speeds;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Estimates how long jobs will take from the speed of jobs like them. */
final class Estimator {
  private final Speeds speeds;
  private final Workers workers;
  private final WorkerSettings settings;
  private final InstantSource clock;
  private final MemoryEstimator memory;

  Estimator(
      Speeds speeds,
      Workers workers,
      WorkerSettings settings,
      InstantSource clock,
      MemoryEstimator memory) {
    this.speeds = speeds;
    this.workers = workers;
    this.settings = settings;
    this.clock = clock;
    this.memory = memory;
  }

  /** What estimates how much memory they will take. */
  MemoryEstimator memory() {
    return memory;
  }

  Estimate estimate(BaseModelId baseModel, List<PlannedJob> jobs) {
    double seconds = 0;
    Map<Integer, OptionalDouble> known = new HashMap<>();
    for (PlannedJob job : jobs) {
      OptionalDouble speed =
          known.computeIfAbsent(
              job.settings().loop().batchSize(), size -> speeds.stepsPerSecond(baseModel, size));
      if (speed.isEmpty()) {
        return Estimate.unknown();
      }
      seconds += job.length().totalSteps() / speed.getAsDouble();
    }
    int trainers = Math.max(1, Math.min(liveTrainers(), jobs.size()));
    return new Estimate(
        Duration.ofSeconds(Math.round(seconds / trainers)),
        "Measured speed of earlier jobs, shared by %d worker%s; waiting time not counted."
            .formatted(trainers, trainers == 1 ? "" : "s"));
  }

  private int liveTrainers() {
    return (int)
        workers.seenSince(clock.instant().minus(settings.liveFor())).stream()
            .filter(each -> each.report().kinds().contains(WorkKind.TRAINING))
            .count();
  }
}
