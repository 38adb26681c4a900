package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.objectstore.Content;
import dev.lorafoundry.objectstore.ObjectKey;
import dev.lorafoundry.objectstore.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingTradeTest extends TinyTrainings {
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
  void speedIsThatOfTheStepsAlone() {
    Instant[] now = {Instant.EPOCH};
    clock = () -> now[0];
    ObjectStore slow =
        BreakingStore.of(
            store,
            key -> {
              now[0] = now[0].plusSeconds(60);
              return false;
            },
            new IllegalStateException());
    Api api = new Api();

    train(
        slow, jobs.with(Map.of()), api, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));

    assertThat(api.events(TrainingEvent.Progressed.class))
        .isNotEmpty()
        .allSatisfy(told -> assertThat(told.stepsPerSecond()).isGreaterThan(100));
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
    Map<String, Object> settings = Map.of("epochs", 40, "saveEveryEpochs", 50);
    LoraFile uninterrupted = lora(train(jobs.with(settings)).last(CheckpointSaved.class));
    TrainingJob job = jobs.with(settings);
    Api first = new Api().fromStep(5, Optional.of(command));

    train(job, first, 1, null);
    Lease.ResumePoint point = first.releases.get(0).resumeFrom();
    Api second = train(job, new Api(), 2, point);

    assertThat(first.events(TrainingEvent.Finished.class)).isEmpty();
    long reached = point.step();
    assertThat(reached).isBetween(5L, 79L);
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

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "CANCEL"})
  void namesTheSavedStepWhereItIsStoppedBeforeItGoesOn(Command command) {
    TrainingJob job = jobs.with(Map.of());
    CheckpointSaved first = train(job).events(CheckpointSaved.class).get(0);
    Lease.ResumePoint point =
        new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step());
    Api api = new Api().fromStep(0, Optional.of(command));
    ObjectStore slow =
        BreakingStore.of(store, key -> hasHeard(api, key), new IllegalStateException());

    train(slow, job, api, new Lease(new LeaseEpoch(2), Duration.ofMinutes(5), point));

    assertThat(api.events(TrainingEvent.Started.class)).isEmpty();
    assertThat(api.releases)
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.reason()).endsWith(" before it went on after step 2.");
              assertThat(release.resumeFrom()).isEqualTo(command == Command.CANCEL ? null : point);
            });
  }

  /** Never true; at a picture, waits until the API's command has arrived. */
  private static boolean hasHeard(Api api, String key) {
    if (key.startsWith("datasets/")) {
      await().until(() -> api.beats.size() >= 3);
    }
    return false;
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
  void stopsWhenItIsCancelledWhileNoEventGetsThrough() {
    TrainingJob job = jobs.with(Map.of("epochs", 200, "saveEveryEpochs", 200));
    Api api = new Api().fromStep(3, Optional.of(Command.CANCEL)).deafFromStep(3);
    clock = InstantSource.fixed(Instant.EPOCH); // why: so that no progress is due before

    train(job, api, 1, null);

    assertThat(api.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.reason()).startsWith("Cancelled at step "));
  }

  @Test
  void tellsOfStepsOfFp16ThatChangedNothing() {
    Api api =
        train(
            jobs.with(
                Map.of(
                    "precision", "fp16",
                    "minTimestep", 100,
                    "maxTimestep", 200,
                    "vPredictionLikeLoss", 40))); // why: the gradients of the first steps overflow

    assertThat(meters.get("lora.foundry.training.passed.steps").counter().count()).isPositive();
    assertThat(api.events(TrainingEvent.Logged.class))
        .flatExtracting(TrainingEvent.Logged::lines)
        .filteredOn(line -> line.startsWith("fp16 overflowed in step "))
        .hasSize(1);
  }

  @Test
  void clearsWhatAKilledProcessLeftBehind() throws IOException {
    Path left = folder.resolve("scratch").resolve("attempt-1");
    Files.createDirectories(left);
    Files.writeString(left.resolve("state-7.safetensors"), "half");

    train(jobs.with(Map.of("epochs", 1)));

    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", ""})
  void tellsTheLastLossOfTheStateWhereTheMeanIsLost(String left) {
    TrainingJob job = jobs.with(Map.of());
    Api whole = train(job);
    CheckpointSaved last = whole.last(CheckpointSaved.class);
    replace(ObjectKey.of(last.stateKey() + ".loss.json"), left);

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(last.stateKey(), last.stateSha256(), last.step()));

    double lastLoss =
        whole.events(TrainingEvent.Progressed.class).stream()
            .flatMap(progress -> progress.points().stream())
            .mapToDouble(TrainingEvent.Point::loss)
            .reduce(0, (before, after) -> after);
    assertThat(second.last(TrainingEvent.Finished.class).finalLoss())
        .isEqualTo(lastLoss)
        .isNotEqualTo(last.averageLoss());
  }

  /** An object has another text, or is gone where that is empty. */
  private void replace(ObjectKey key, String text) {
    store.delete(key);
    if (!text.isEmpty()) {
      store.put(key, Content.of(text, Content.JSON));
    }
  }

  @Test
  void goesOnWithoutTheLossSoFarWhereThatIsDamaged() {
    TrainingJob job = jobs.with(Map.of());
    CheckpointSaved first = train(job).events(CheckpointSaved.class).get(0);
    store.put(ObjectKey.of(first.stateKey() + ".loss.json"), Content.of("{", Content.JSON));

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step()));

    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isEqualTo(first.step());
    assertThat(meters.get("lora.foundry.training.refused.states").counter().count()).isZero();
    assertThat(second.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void writesNothingMoreWhenItsLeaseIsLost() {
    TrainingJob job = jobs.with(Map.of("epochs", 200));
    Api api = new Api().fromStep(2, Optional.empty());

    train(job, api, 1, null);

    assertThat(api.events(TrainingEvent.Finished.class)).isEmpty();
    assertThat(api.events(TrainingEvent.Failed.class)).isEmpty();
    assertThat(api.releases).isEmpty();
    int told = api.events(CheckpointSaved.class).size();
    assertThat(told).isLessThan(200);
    assertThat(store.list("jobs/" + job.id() + "/"))
        .as("files of those checkpoints and of one that may have been under way")
        .hasSizeLessThanOrEqualTo(3 * (told + 1));
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
