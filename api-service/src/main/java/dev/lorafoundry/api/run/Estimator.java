package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.job.Speeds;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.run.RunPlan.PlannedJob;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.Device;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Estimates how long jobs will take from the speed of jobs like them, and how much memory. */
final class Estimator {
  private final Speeds speeds;
  private final LiveTrainers trainers;
  private final MemoryEstimator memory;

  Estimator(Speeds speeds, LiveTrainers trainers, MemoryEstimator memory) {
    this.speeds = speeds;
    this.trainers = trainers;
    this.memory = memory;
  }

  /** What they will probably be trained on. */
  Device device() {
    return memory.device();
  }

  /**
   * Tells the memory of jobs on a base model and a dataset; empty where the model's sizes are
   * unknown.
   */
  Function<TrainingSettings, Optional<JobMemory>> memory(BaseModel model, DatasetSummary dataset) {
    Function<TrainingSettings, Optional<MemoryEstimate>> needed = memory.of(model, dataset);
    OptionalLong largest = trainers.largestDevice();
    Long there = largest.isPresent() ? largest.getAsLong() : null;
    return settings -> needed.apply(settings).map(estimate -> new JobMemory(estimate, there));
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
    int sharing = Math.max(1, Math.min(trainers.count(), jobs.size()));
    return new Estimate(
        Duration.ofSeconds(Math.round(seconds / sharing)),
        "Measured speed of earlier jobs, shared by %d worker%s; waiting time not counted."
            .formatted(sharing, sharing == 1 ? "" : "s"));
  }
}
