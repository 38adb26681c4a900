package dev.lorafoundry.preview.rendering;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.model.ModelRefused;
import dev.lorafoundry.diffusion.prompt.InvalidPrompt;
import dev.lorafoundry.diffusion.render.Renderer;
import dev.lorafoundry.diffusion.render.RenderingFailed;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
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
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders previews: for one checkpoint every combination of its settings, on the base model that it
 * was trained on. Cancelled work ends at the next denoising step.
 */
public final class PreviewTrade implements Trade<PreviewJob> {
  private static final Logger log = LoggerFactory.getLogger(PreviewTrade.class);

  private final ObjectStore store;
  private final WarmModels models;
  private final InstantSource clock;
  private final GridRendering.Means means;
  private final String software;

  /**
   * How previews look.
   *
   * @param software name and version, as pictures tell
   * @param largestGrid pixels; beyond, the grid shows smaller pictures
   */
  public record Look(String software, long largestGrid) {}

  public PreviewTrade(
      ObjectStore store,
      WarmModels models,
      InstantSource clock,
      MeterRegistry registry,
      Look look) {
    this.store = store;
    this.models = models;
    this.clock = clock;
    this.means = new GridRendering.Means(new PreviewMeters(registry), clock, look.largestGrid());
    this.software = look.software();
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREVIEW;
  }

  @Override
  public Class<PreviewJob> jobType() {
    return PreviewJob.class;
  }

  @Override
  public Outcome perform(PreviewJob job, Attempt attempt) {
    try {
      render(job, attempt);
      return new Outcome.Done();
    } catch (Stopped e) {
      return e.outcome();
    } catch (ModelRefused
        | LoraRefused
        | InvalidSafetensors
        | InvalidPrompt
        | DamagedObject
        | NoSuchObject e) {
      throw new WorkFailed(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()), e);
    } catch (RenderingFailed e) {
      throw new WorkFailed(FailureKind.DIVERGED, String.valueOf(e.getMessage()), e);
    } catch (ObjectStoreUnavailable | UncheckedIOException e) {
      throw new WorkFailed(FailureKind.INFRASTRUCTURE, String.valueOf(e.getMessage()), e);
    } catch (TensorProgramFailed e) {
      models.close(); // why: what was short of memory is tried again with all there is
      throw failure(job, e);
    }
  }

  private void render(PreviewJob job, Attempt attempt) {
    Instant begin = clock.instant();
    Stopped.check(attempt);
    Renderer renderer = models.renderer(job);
    LoraFile lora = models.lora(job);
    renderer.use(lora);
    GenerationText text =
        new GenerationText(job, Prompts.of(job.settings()), lora.modelHash(), software);
    PreviewFolder folder = PreviewFolder.of(store, job.id(), attempt.epoch());
    new GridRendering(job, attempt, folder, text, means).run(renderer, begin);
    log.info("Rendered {} pictures of {}", job.settings().pictures(), job.checkpointName());
  }

  private static WorkFailed failure(PreviewJob job, TensorProgramFailed e) {
    if (e.outOfMemory()) {
      return new WorkFailed(
          FailureKind.OUT_OF_MEMORY,
          "The device has too little memory for %d pictures of %d × %d at once: lower the batch size or the size."
              .formatted(
                  job.settings().batchSize(), job.settings().width(), job.settings().height()),
          e);
    }
    return new WorkFailed(FailureKind.INTERNAL, String.valueOf(e.getMessage()), e);
  }
}
