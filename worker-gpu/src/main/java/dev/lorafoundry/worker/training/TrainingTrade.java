package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.memory.MemorySize;
import dev.lorafoundry.diffusion.model.ModelRefused;
import dev.lorafoundry.diffusion.picture.PictureRefused;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.diffusion.training.TrainingDiverged;
import dev.lorafoundry.diffusion.training.TrainingRefused;
import dev.lorafoundry.messaging.codec.UnreadableMessage;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.DamagedObject;
import dev.lorafoundry.objectstore.NoSuchObject;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import dev.lorafoundry.tensor.TensorProgramFailed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains LoRAs. Stops at the next step when the API asks for it; what an earlier attempt saved is
 * gone on from, bit for bit.
 */
public final class TrainingTrade implements Trade<TrainingJob> {
  private static final Logger log = LoggerFactory.getLogger(TrainingTrade.class);

  private final Means means;

  /**
   * @param scratch folder of this process alone, for files on their way; cleared now
   */
  public TrainingTrade(
      ObjectStore store,
      WarmBaseModel models,
      Path scratch,
      InstantSource clock,
      MeterRegistry registry) {
    this(
        new Means(store, models, scratch, clock, new TrainingMeters(registry), PictureFiles.SHARE));
  }

  TrainingTrade(Means means) {
    this.means = means;
    clear(means.scratch());
  }

  private static void clear(Path scratch) {
    try {
      Scratch.clear(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + scratch + " can't be cleared", e);
    }
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public Class<TrainingJob> jobType() {
    return TrainingJob.class;
  }

  @Override
  public Outcome perform(TrainingJob job, Attempt attempt) {
    try (Scratch scratch = Scratch.in(means.scratch())) {
      return train(job, new TrainingRun(job, attempt, means, scratch.folder()));
    } catch (ModelRefused
        | LoraRefused
        | TrainingRefused
        | PictureRefused
        | InvalidSafetensors
        | UnreadableMessage
        | DamagedObject
        | NoSuchObject e) {
      throw new WorkFailed(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()), e);
    } catch (TrainingDiverged e) {
      throw new WorkFailed(FailureKind.DIVERGED, String.valueOf(e.getMessage()), e);
    } catch (ObjectStoreUnavailable | UncheckedIOException | IOException e) {
      throw new WorkFailed(FailureKind.INFRASTRUCTURE, String.valueOf(e.getMessage()), e);
    } catch (TensorProgramFailed e) {
      means.models().close(); // why: what was short of memory is tried again with all there is
      throw failure(job, means.models().deviceMemory(), e);
    }
  }

  /** What earlier jobs left on the device may have been in the way: without it, once more. */
  private Outcome train(TrainingJob job, TrainingRun run) throws IOException {
    boolean warm = means.models().isWarm(job.baseModel(), new JobLoras(job).merged());
    try {
      return run.train();
    } catch (TensorProgramFailed e) {
      if (!warm || !e.outOfMemory()) {
        throw e;
      }
      log.warn("Short of memory on a warm base model, once more on a cold one: {}", e.getMessage());
    }
    means.meters().retriedCold();
    means.models().close();
    run.sayShortOfMemory();
    return run.train();
  }

  /**
   * @param memory bytes that the device has
   */
  static WorkFailed failure(TrainingJob job, OptionalLong memory, TensorProgramFailed e) {
    if (e.outOfMemory()) {
      return new WorkFailed(
          FailureKind.OUT_OF_MEMORY,
          ("The device has too little memory%s for batches of %d at rank %d: lower the batch size,"
                  + " the rank or the size of the pictures, or switch gradient checkpointing on.")
              .formatted(
                  memory.isPresent() ? " (" + MemorySize.text(memory.getAsLong()) + ")" : "",
                  job.settings().loop().batchSize(),
                  job.settings().network().rank()),
          e);
    }
    return new WorkFailed(FailureKind.INTERNAL, String.valueOf(e.getMessage()), e);
  }
}
