package dev.lorafoundry.preview.lora;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.diffusion.lora.LoraMaker;
import dev.lorafoundry.diffusion.lora.LoraRefused;
import dev.lorafoundry.diffusion.lora.MergedLoras.Merge;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkFailed;
import dev.lorafoundry.objectstore.DamagedObject;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import dev.lorafoundry.preview.rendering.Stopped;
import dev.lorafoundry.tensor.TensorProgramFailed;
import dev.lorafoundry.tensor.TensorRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes LoRAs of others: with other ranks, or their sums. On the processor, whatever the previews
 * are rendered on. Cancelled work ends at the next module.
 */
public final class LoraTaskTrade implements Trade<LoraTaskJob>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoraTaskTrade.class);
  private static final String EXTENSION = ".safetensors";

  private final LoraFolder folder;
  private final TensorRuntime runtime;
  private final InstantSource clock;
  private final Timer time;

  /**
   * @param runtime its own, which it closes
   */
  public LoraTaskTrade(
      LoraFolder folder, TensorRuntime runtime, InstantSource clock, MeterRegistry registry) {
    this.folder = folder;
    this.runtime = runtime;
    this.clock = clock;
    this.time =
        Timer.builder("lora.foundry.lora.task.time")
            .description("Making one LoRA of others, reading and storing included")
            .register(registry);
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public Class<LoraTaskJob> jobType() {
    return LoraTaskJob.class;
  }

  @Override
  public Outcome perform(LoraTaskJob job, Attempt attempt) {
    try {
      Timer.Sample sample = Timer.start();
      make(job, attempt);
      sample.stop(time);
      return new Outcome.Done();
    } catch (Stopped e) {
      return e.outcome();
    } catch (LoraRefused | InvalidSafetensors | DamagedObject e) {
      throw new WorkFailed(FailureKind.BAD_INPUT, String.valueOf(e.getMessage()), e);
    } catch (ObjectStoreUnavailable | UncheckedIOException e) {
      throw new WorkFailed(FailureKind.INFRASTRUCTURE, String.valueOf(e.getMessage()), e);
    } catch (TensorProgramFailed e) {
      FailureKind kind = e.outOfMemory() ? FailureKind.OUT_OF_MEMORY : FailureKind.INTERNAL;
      throw new WorkFailed(kind, String.valueOf(e.getMessage()), e);
    }
  }

  private void make(LoraTaskJob job, Attempt attempt) {
    Stopped.check(attempt);
    List<Merge> sources = job.sources().stream().map(this::source).toList();
    LoraMaker.Made made =
        LoraMaker.make(
            runtime,
            new LoraMaker.Order(job.name(), job.settings(), sources, clock.instant()),
            (modules, of) -> {
              attempt.progress(modules, of);
              Stopped.check(attempt);
            });
    LoraFolder.Stored stored = folder.put(made.file(), job.id(), attempt.epoch());
    attempt.publish(
        header ->
            new LoraTaskEvent.Finished(
                job.id(), header, stored.key(), stored.sha256(), stored.bytes(), made.ranks()));
    log.info("Made {} with {} modules", job.name(), made.ranks().modules());
  }

  private Merge source(LoraTaskJob.Source source) {
    String name = source.lora().name();
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return new Merge(stem, folder.read(source.lora()), source.weight());
  }

  @Override
  public void close() {
    runtime.close();
  }
}
