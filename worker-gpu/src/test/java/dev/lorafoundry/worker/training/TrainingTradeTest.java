package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.AttemptRun;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import dev.lorafoundry.objectstore.CachedObjects;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.InMemoryObjectStore;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import dev.lorafoundry.tensor.TensorProgramFailed;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.worker.TinyJobs;
import dev.lorafoundry.workerprocess.BaseModels;
import dev.lorafoundry.workerprocess.ClipVocabulary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainingTradeTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final long CACHE = 1 << 20;
  private static final Rhythm QUICK = Rhythm.USUAL.withHeartbeat(Duration.ofMillis(2));

  private static TensorRuntime runtime;

  @TempDir Path folder;

  private InstantSource clock = CLOCK;
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final TinyJobs jobs = TinyJobs.in(store);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
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

  private Api train(TrainingJob job) {
    return train(job, new Api(), 1, null);
  }

  private Api train(TrainingJob job, Api api, int epoch, Lease.ResumePoint from) {
    return train(store, job, api, new Lease(new LeaseEpoch(epoch), Duration.ofMinutes(5), from));
  }

  private Api train(ObjectStore over, TrainingJob job, Api api, Lease lease) {
    Path objects = folder.resolve("objects");
    CachedObjects cache = new CachedObjects(over, objects, 1L << 30, CLOCK);
    try (WarmBaseModel models =
        new WarmBaseModel(
            new BaseModels(cache, ClipVocabulary.of(Optional.empty(), Optional.empty(), folder)),
            runtime,
            CACHE)) {
      TrainingTrade trade =
          new TrainingTrade(over, models, folder.resolve("scratch"), clock, meters);
      DeadLetters letters = new DeadLetters(new MessageSender(new MockProducer<>()), meters);
      Workshop shop = new Workshop(api, api, letters, meters, CLOCK, QUICK);
      WorkerSelf self = new WorkerSelf(new WorkerId("w"), "cpu", "test");
      new AttemptRun<>(trade, self, shop, timer).perform(job, lease);
    }
    return api;
  }

  private LoraFile lora(CheckpointSaved checkpoint) {
    Path file = folder.resolve("lora.safetensors");
    store.download(ObjectKey.of(checkpoint.key()), file, checkpoint.sha256());
    try {
      return LoraFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingEvent.Failed failure(Api api) {
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Failed.class);
    return api.last(TrainingEvent.Failed.class);
  }

  @Test
  void trainsToTheEndAndTellsOfIt() {
    TrainingJob job = jobs.with(Map.of("saveEveryEpochs", 2));

    Api api = train(job);

    assertThat(api.last(TrainingEvent.Started.class))
        .satisfies(
            started -> {
              assertThat(started.firstStep()).isZero();
              assertThat(started.totalSteps()).isEqualTo(6);
              assertThat(started.stepsPerEpoch()).isEqualTo(2);
            });
    assertThat(
            api.events(TrainingEvent.Progressed.class).stream()
                .flatMap(progress -> progress.points().stream())
                .map(TrainingEvent.Point::step))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(api.events(CheckpointSaved.class))
        .extracting("name", "trainingEpoch", "step", "last")
        .containsExactly(
            tuple("stârz-v5-000002.safetensors", 2, 4L, false),
            tuple("stârz-v5.safetensors", 3, 6L, true));
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Finished.class);
    assertThat(api.last(TrainingEvent.Finished.class).finalLoss())
        .isPositive()
        .isEqualTo(api.last(CheckpointSaved.class).averageLoss());
    assertThat(api.events).extracting(WorkEvent::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(api.releases).isEmpty();
    assertThat(meters.get("lora.foundry.training.steps").counter().count()).isEqualTo(6);
    assertThat(meters.get("lora.foundry.training.pictures").counter().count()).isEqualTo(9);
    assertThat(meters.get("lora.foundry.training.checkpoints").counter().count()).isEqualTo(2);
    assertThat(meters.get("lora.foundry.training.upload").counter().count()).isPositive();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void leavesFilesThatSayWhatTheyAre() {
    TrainingJob job = jobs.with(Map.of());

    CheckpointSaved last = train(job).last(CheckpointSaved.class);

    assertThat(last.key()).isEqualTo("jobs/" + job.id() + "/e1/st_rz-v5.safetensors");
    assertThat(last.stateKey()).isEqualTo("jobs/" + job.id() + "/e1/state-6.safetensors");
    assertThat(store.read(ObjectKey.of(last.stateKey()), last.stateSha256())).isNotEmpty();
    assertThat(lora(last).metadata())
        .containsEntry("ss_output_name", "stârz-v5")
        .containsEntry("ss_network_dim", "4")
        .containsEntry("ss_sd_model_name", "tiny.safetensors")
        .containsEntry("ss_new_sd_model_hash", job.baseModel().sha256())
        .containsEntry("ss_steps", "6")
        .containsKey("ss_tag_frequency")
        .containsKey("sshs_model_hash");
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "DRAIN"})
  void anotherAttemptGoesOnBitForBit(Command command) {
    Map<String, Object> settings = Map.of("epochs", 10, "saveEveryEpochs", 50);
    LoraFile uninterrupted = lora(train(jobs.with(settings)).last(CheckpointSaved.class));
    TrainingJob job = jobs.with(settings);
    Api first = new Api().fromStep(5, Optional.of(command));

    train(job, first, 1, null);
    Lease.ResumePoint point = first.releases.get(0).resumeFrom();
    Api second = train(job, new Api(), 2, point);

    assertThat(first.events(TrainingEvent.Finished.class)).isEmpty();
    long reached = point.step();
    assertThat(reached).isBetween(5L, 19L);
    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isEqualTo(reached);
    CheckpointSaved last = second.last(CheckpointSaved.class);
    assertThat(last.key()).contains("/e2/");
    assertThat(lora(last).modelHash()).isEqualTo(uninterrupted.modelHash());
  }

  @Test
  void goesOnFromACheckpointOfAnEarlierAttempt() {
    TrainingJob job = jobs.with(Map.of());
    Api whole = train(job);
    CheckpointSaved first = whole.events(CheckpointSaved.class).get(0);

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step()));

    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isEqualTo(2);
    assertThat(lora(second.last(CheckpointSaved.class)).modelHash())
        .isEqualTo(lora(whole.last(CheckpointSaved.class)).modelHash());
    assertThat(meters.get("lora.foundry.training.resumes").counter().count()).isEqualTo(1);
  }

  @Test
  void finishesWhatWasTrainedToTheEndButNotTold() {
    TrainingJob job = jobs.with(Map.of());
    CheckpointSaved last = train(job).last(CheckpointSaved.class);

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(last.stateKey(), last.stateSha256(), last.step()));

    assertThat(second.events(CheckpointSaved.class)).isEmpty();
    assertThat(second.last(TrainingEvent.Finished.class).finalLoss()).isEqualTo(last.averageLoss());
  }

  @Test
  void beginsAnewWhereTheSavedStateIsDamaged() {
    TrainingJob job = jobs.with(Map.of());
    CheckpointSaved first = train(job).events(CheckpointSaved.class).get(0);
    store.put(ObjectKey.of(first.stateKey()), Content.of("garbage", Content.BINARY));

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step()));

    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isZero();
    assertThat(second.events(TrainingEvent.Logged.class))
        .flatExtracting(TrainingEvent.Logged::lines)
        .anySatisfy(line -> assertThat(line).contains("beginning anew").contains("damaged"));
    assertThat(second.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void stopsWhenItIsCancelled() {
    TrainingJob job = jobs.with(Map.of("epochs", 200));
    Api api = new Api().fromStep(2, Optional.of(Command.CANCEL));

    train(job, api, 1, null);

    assertThat(api.events(TrainingEvent.Finished.class)).isEmpty();
    assertThat(api.releases)
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.reason()).startsWith("Cancelled at step ");
              assertThat(release.resumeFrom()).isNull();
            });
  }

  @Test
  void savesAndGivesBackWhileNoEventGetsThrough() {
    TrainingJob job = jobs.with(Map.of("epochs", 200, "saveEveryEpochs", 200));
    Api api = new Api().fromStep(3, Optional.of(Command.DRAIN)).deafFromStep(3);
    clock = InstantSource.fixed(Instant.EPOCH); // why: so that no progress is due before

    train(job, api, 1, null);

    assertThat(api.events(TrainingEvent.Failed.class)).isEmpty();
    Lease.ResumePoint point = api.releases.get(0).resumeFrom();
    assertThat(point.step()).isGreaterThanOrEqualTo(3);
    assertThat(store.read(ObjectKey.of(point.stateKey()), point.stateSha256())).isNotEmpty();
  }

  @Test
  void clearsWhatAKilledProcessLeftBehind() throws IOException {
    Path left = folder.resolve("scratch").resolve("attempt-1");
    Files.createDirectories(left);
    Files.writeString(left.resolve("state-7.safetensors"), "half");

    train(jobs.with(Map.of("epochs", 1)));

    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void beginsAnewWhereTheLossBesideTheStateIsDamaged() {
    TrainingJob job = jobs.with(Map.of());
    CheckpointSaved first = train(job).events(CheckpointSaved.class).get(0);
    store.put(ObjectKey.of(first.stateKey() + ".loss.json"), Content.of("{", Content.JSON));

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step()));

    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isZero();
    assertThat(second.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void savesWhenAskedAndGoesOn() {
    TrainingJob job = jobs.with(Map.of("epochs", 4, "saveEveryEpochs", 40));
    Api api = new Api().fromStep(2, Optional.of(Command.SAVE_NOW));

    train(job, api, 1, null);

    assertThat(api.events(CheckpointSaved.class))
        .hasSizeGreaterThan(1)
        .first()
        .satisfies(
            saved ->
                assertThat(saved.name())
                    .isEqualTo("stârz-v5-step%08d.safetensors".formatted(saved.step())));
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void writesNothingMoreWhenItsLeaseIsLost() {
    TrainingJob job = jobs.with(Map.of("epochs", 200));
    Api api = new Api().fromStep(2, Optional.empty());

    train(job, api, 1, null);

    assertThat(api.events(TrainingEvent.Finished.class)).isEmpty();
    assertThat(api.events(TrainingEvent.Failed.class)).isEmpty();
    assertThat(api.releases).isEmpty();
  }

  @Test
  void refusesWhatIsNoModel() {
    TrainingJob job = jobs.with(Map.of());
    store.put(jobs.model(), Content.of("no model", Content.BINARY));

    TrainingEvent.Failed failed = failure(train(job));

    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message()).contains("is damaged");
  }

  @Test
  void saysThatTheModelIsGone() {
    TrainingJob job = jobs.with(Map.of());
    store.delete(jobs.model());

    TrainingEvent.Failed failed = failure(train(job));

    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message())
        .isEqualTo("Base model tiny is no longer stored: register it again.");
  }

  @Test
  void refusesADatasetThatIsNotTheOneOfTheRun() {
    TrainingJob job = jobs.with(Map.of());
    store.delete(jobs.snapshot());

    TrainingEvent.Failed failed = failure(train(job));

    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message()).contains(jobs.snapshot().value());
  }

  @Test
  void refusesARankThatNoLayerCarries() {
    TrainingEvent.Failed failed = failure(train(jobs.with(Map.of("rank", 1000))));

    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message()).contains("1000");
  }

  @Test
  void saysThatItDiverged() {
    TrainingEvent.Failed failed =
        failure(train(jobs.with(Map.of("learningRate", 10, "epochs", 20))));

    assertThat(failed.kind()).isEqualTo(FailureKind.DIVERGED);
    assertThat(failed.message()).contains("learning rate");
  }

  @Test
  void asksForAnotherAttemptWhenTheStoreIsAway() {
    ObjectStore away =
        BreakingStore.of(
            store,
            key -> key.contains("/state-"),
            new ObjectStoreUnavailable("no answer from s3", new IOException()));
    Api api = new Api();

    train(
        away, jobs.with(Map.of()), api, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));

    TrainingEvent.Failed failed = failure(api);
    assertThat(failed.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(failed.message()).contains("no answer from s3");
    assertThat(api.events(CheckpointSaved.class)).isEmpty();
  }

  @Test
  void saysWhatToDoWhenMemoryIsShort() {
    ObjectStore full =
        BreakingStore.of(
            store,
            key -> key.startsWith("datasets/"),
            new TensorProgramFailed("CUDA out of memory. Tried to allocate 2 GiB", null));
    Api api = new Api();

    train(
        full, jobs.with(Map.of()), api, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));

    TrainingEvent.Failed failed = failure(api);
    assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
    assertThat(failed.message()).contains("lower the batch size");
  }

  @Test
  void fetchesTheModelOncePerWorker() throws IOException {
    train(jobs.with(Map.of("epochs", 1)));
    store.delete(List.of(jobs.model()));

    assertThat(train(jobs.with(Map.of("epochs", 1))).events)
        .last()
        .isInstanceOf(TrainingEvent.Finished.class);
    try (var files = Files.list(folder.resolve("objects"))) {
      assertThat(files).hasSize(2);
    }
  }
}
