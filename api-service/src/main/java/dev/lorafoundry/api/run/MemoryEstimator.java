package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.model.BaseModel;
import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.contracts.settings.BlockSettings;
import dev.lorafoundry.contracts.settings.NetworkSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.PrecisionSettings;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.memory.Device;
import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import dev.lorafoundry.diffusion.memory.TrainingMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how much memory of their device jobs will take: of a GPU, unless all workers that train
 * have none.
 */
final class MemoryEstimator {
  private static final String PROCESSOR = "cpu";

  private final ModelRegister models;
  private final Workers workers;

  MemoryEstimator(ModelRegister models, Workers workers) {
    this.models = models;
    this.workers = workers;
  }

  /**
   * Estimates for jobs on a base model and a dataset; empty where the model's sizes are unknown.
   */
  Function<TrainingSettings, Optional<MemoryEstimate>> of(BaseModel model, DatasetSummary dataset) {
    BaseModelReference reference = model.reference();
    Optional<TrainingMemory> memory =
        models
            .registered(reference.id())
            .map(known -> TrainingMemory.of(reference.family(), known.sizes()));
    Device device = device();
    long pixels =
        dataset.manifest().pictures().stream()
            .mapToLong(each -> (long) each.width() * each.height())
            .max()
            .orElse(0);
    Map<Counted, Optional<MemoryEstimate>> known = new HashMap<>();
    return settings ->
        known.computeIfAbsent(
            Counted.of(settings), key -> memory.map(it -> it.of(settings, device, pixels)));
  }

  /** What of the settings changes the memory: most jobs of a grid have the same. */
  private record Counted(
      NetworkSettings network,
      BlockSettings blocks,
      OptimiserType optimiser,
      @Nullable Double beta1,
      double maxGradNorm,
      PrecisionSettings precision,
      int batchSize,
      int accumulation,
      int tokens,
      boolean randomCrop) {
    static Counted of(TrainingSettings settings) {
      return new Counted(
          settings.network(),
          settings.blocks(),
          settings.optimiser().optimizer(),
          settings.optimiser().beta1(),
          settings.optimiser().maxGradNorm(),
          settings.precision(),
          settings.loop().batchSize(),
          settings.loop().gradientAccumulationSteps(),
          settings.text().maxTokenLength(),
          settings.pictures().randomCrop());
    }
  }

  /** What trains: a GPU, unless there are workers that train and none of them has one. */
  Device device() {
    return noGpu() ? Device.CPU : Device.GPU;
  }

  private boolean noGpu() {
    List<WorkerReport> trainers =
        workers.all().stream()
            .map(each -> each.report())
            .filter(report -> report.kinds().contains(WorkKind.TRAINING))
            .toList();
    return !trainers.isEmpty()
        && trainers.stream().allMatch(report -> report.device().startsWith(PROCESSOR));
  }
}
