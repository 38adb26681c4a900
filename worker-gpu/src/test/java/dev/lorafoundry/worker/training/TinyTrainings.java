package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.diffusion.training.FrozenOutputs;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.AttemptRun;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.worker.TinyJobs;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.ClipVocabulary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Attempts at training jobs on the tiny model, on the processor, with a store in memory. */
abstract class TinyTrainings {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final long CACHE = 1 << 20;
  private static final Rhythm QUICK =
      Rhythm.USUAL.withHeartbeat(Duration.ofMillis(2)).withPatience(Duration.ofMillis(1));

  private static TensorRuntime runtime;

  @TempDir Path folder;

  InstantSource clock = CLOCK;
  long pictureShare = PictureFiles.SHARE;
  final InMemoryObjectStore store = new InMemoryObjectStore();
  final TinyJobs jobs = TinyJobs.in(store);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @BeforeAll
  static void open() {
    runtime = TensorRuntime.cpu(1);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  @AfterEach
  void endTimer() {
    timer.shutdownNow();
  }

  final Api train(TrainingJob job) {
    return train(job, new Api(), 1, null);
  }

  final Api train(TrainingJob job, Api api, int epoch, Lease.ResumePoint from) {
    return train(store, job, api, new Lease(new LeaseEpoch(epoch), Duration.ofMinutes(5), from));
  }

  final Api train(ObjectStore over, TrainingJob job, Api api, Lease lease) {
    try (WarmBaseModel models = models(over)) {
      train(models, over, job, api, lease);
    }
    return api;
  }

  /** On base models that may be warm. */
  final void train(WarmBaseModel models, ObjectStore over, TrainingJob job, Api api, Lease lease) {
    TrainingTrade trade =
        new TrainingTrade(
            new Means(
                over,
                models,
                folder.resolve("scratch"),
                clock,
                new TrainingMeters(meters),
                pictureShare));
    DeadLetters letters = new DeadLetters(new MessageSender(new MockProducer<>()), meters);
    Workshop shop = new Workshop(api, api, letters, meters, CLOCK, QUICK);
    WorkerSelf self = new WorkerSelf(new WorkerId("w"), "cpu", null, "test");
    new AttemptRun<>(trade, self, shop, timer).perform(job, lease);
  }

  final LoraFile lora(CheckpointSaved saved) {
    return lora(saved.key(), saved.sha256());
  }

  /** From a file of its own: what is read is mapped, and must not change under its reader. */
  final LoraFile lora(String key, String sha256) {
    Path file = folder.resolve(sha256 + ".safetensors");
    store.download(ObjectKey.of(key), file, sha256);
    try {
      return LoraFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** None is warm yet. */
  final WarmBaseModel models(ObjectStore over) {
    return models(over, new FrozenOutputs(CACHE));
  }

  /**
   * @param known what the VAE and the text encoder said before
   */
  final WarmBaseModel models(ObjectStore over, FrozenOutputs known) {
    CachedObjects cache = new CachedObjects(over, folder.resolve("objects"), 1L << 30, CLOCK);
    return new WarmBaseModel(
        new BaseModels(cache, ClipVocabulary.of(Optional.empty(), Optional.empty(), folder)),
        runtime,
        known);
  }
}
