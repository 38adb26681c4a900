package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectStore;
import dev.lorafoundry.objectstore.ObjectStoreUnavailable;
import dev.lorafoundry.tensor.TensorProgramFailed;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What people are told of attempts that fail. */
final class TrainingTradeFailuresTest extends TinyTrainings {
  private static final Lease FIRST = new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null);

  private static TrainingEvent.Failed failure(Api api) {
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Failed.class);
    return api.last(TrainingEvent.Failed.class);
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
  void refusesSettingsThatTheModelCanNotFollow() {
    TrainingEvent.Failed failed = failure(train(jobs.with(Map.of("scaleVPrediction", true))));

    assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
    assertThat(failed.message()).contains("scaleVPrediction is not allowed");
  }

  @Test
  void saysThatItDiverged() {
    TrainingEvent.Failed failed =
        failure(train(jobs.with(Map.of("learningRate", 10, "epochs", 20))));

    assertThat(failed.kind()).isEqualTo(FailureKind.DIVERGED);
    assertThat(failed.message()).containsPattern("step \\d+").contains("lower the learning rate");
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
    assertThat(coldRetries()).isZero();
  }

  @Test
  void saysHowMuchMemoryIsTooLittle() {
    TensorProgramFailed shortage = new TensorProgramFailed("CUDA out of memory", null);

    assertThat(TrainingTrade.failure(jobs.with(Map.of()), OptionalLong.of(24L << 30), shortage))
        .hasMessageStartingWith("The device has too little memory (24.0 GiB) for batches of ");
    assertThat(TrainingTrade.failure(jobs.with(Map.of()), OptionalLong.empty(), shortage))
        .hasMessageStartingWith("The device has too little memory for batches of ");
  }

  @Test
  void triesOnceMoreWithoutWhatEarlierJobsLeftOnTheDevice() {
    try (WarmBaseModel models = models(store)) {
      train(models, store, jobs.with(Map.of()), new Api(), FIRST);
      ObjectStore full = shortOfMemory(1, key -> key.contains("/state-"));
      TrainingJob job = jobs.with(Map.of());
      Api api = new Api();

      train(models, full, job, api, FIRST);

      assertThat(api.events(TrainingEvent.Failed.class)).isEmpty();
      assertThat(api.events).last().isInstanceOf(TrainingEvent.Finished.class);
      assertThat(api.events(TrainingEvent.Started.class)).hasSize(2);
      assertThat(models.isWarm(job.baseModel(), List.of())).isTrue();
      assertThat(coldRetries()).isOne();
      assertThat(api.events(TrainingEvent.Logged.class))
          .flatExtracting(TrainingEvent.Logged::lines)
          .filteredOn(line -> line.startsWith("Short of memory"))
          .singleElement()
          .asString()
          .contains("once more without it");
    }
  }

  @Test
  void goesOnFromWhatItSavedWhenItTriesOnceMore() {
    Instant[] now = {Instant.EPOCH};
    clock = () -> now[0];
    try (WarmBaseModel models = models(store)) {
      train(models, store, jobs.with(Map.of()), new Api(), FIRST);
      ObjectStore full =
          shortOfMemory(
              1,
              key -> {
                now[0] = now[0].plusSeconds(key.contains("/state-") ? 60 : 0);
                return key.contains("/state-4");
              });
      Api api = new Api();

      train(models, full, jobs.with(Map.of()), api, FIRST);

      assertThat(api.events(TrainingEvent.Started.class))
          .extracting(TrainingEvent.Started::firstStep)
          .containsExactly(0L, 2L);
      assertThat(api.events(CheckpointSaved.class))
          .extracting(CheckpointSaved::step)
          .containsExactly(2L, 4L, 6L);
      assertThat(readyTime().count()).isEqualTo(3);
      assertThat(readyTime().totalTime(TimeUnit.SECONDS))
          .as("the second try's own, without the 180 s of the first")
          .isBetween(60.0, 179.0);
      assertThat(api.last(TrainingEvent.Finished.class).trainingTime())
          .as("with all tries")
          .isGreaterThanOrEqualTo(Duration.ofMinutes(4));
    }
  }

  @Test
  void isShortOfMemoryWhereAColdModelIsToo() {
    try (WarmBaseModel models = models(store)) {
      train(models, store, jobs.with(Map.of()), new Api(), FIRST);
      ObjectStore full = shortOfMemory(2, key -> key.contains("/state-"));
      TrainingJob job = jobs.with(Map.of());
      Api api = new Api();

      train(models, full, job, api, FIRST);

      assertThat(failure(api).kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
      assertThat(models.isWarm(job.baseModel(), List.of())).isFalse();
      assertThat(coldRetries()).isOne();
    }
  }

  /** A store at whose keys the device's memory is too small so many times. */
  private ObjectStore shortOfMemory(int times, Predicate<String> keys) {
    int[] left = {times};
    return BreakingStore.of(
        store,
        key -> keys.test(key) && left[0]-- > 0,
        new TensorProgramFailed("CUDA out of memory. Tried to allocate 2 GiB", null));
  }

  private Timer readyTime() {
    return meters.get("lora.foundry.training.ready.time").timer();
  }

  private double coldRetries() {
    return meters.get("lora.foundry.training.cold.retries").counter().count();
  }
}
