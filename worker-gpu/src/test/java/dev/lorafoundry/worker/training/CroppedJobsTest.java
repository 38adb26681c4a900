package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import dev.lorafoundry.objectstore.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that are shown another part of a picture each time. */
final class CroppedJobsTest extends TinyTrainings {
  private static final Map<String, Object> LONG = Map.of("epochs", 20, "saveEveryEpochs", 50);

  @Test
  void fetchEachPictureOnce() {
    List<String> fetched = new ArrayList<>();
    ObjectStore counting =
        BreakingStore.of(
            store,
            key -> {
              if (key.startsWith("datasets/")) {
                fetched.add(key);
              }
              return false;
            },
            new IllegalStateException());

    Api api =
        train(
            counting,
            jobs.withRandomCrop(Map.of("epochs", 3)),
            new Api(),
            new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));

    assertThat(api.last(CheckpointSaved.class).step()).isEqualTo(6);
    assertThat(fetched).hasSize(3).doesNotHaveDuplicates();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void goOnBitForBitInAnotherAttempt() {
    LoraFile uninterrupted = lora(train(jobs.withRandomCrop(LONG)).last(CheckpointSaved.class));
    TrainingJob job = jobs.withRandomCrop(LONG);
    Api first = new Api().fromStep(5, Optional.of(Command.PAUSE));

    train(job, first, 1, null);
    Lease.ResumePoint point = first.releases.get(0).resumeFrom();
    Api second = train(job, new Api(), 2, point);

    assertThat(point.step()).isBetween(5L, 39L);
    assertThat(lora(second.last(CheckpointSaved.class)).modelHash())
        .isEqualTo(uninterrupted.modelHash());
  }

  @Test
  void keepTheirStepsWhereTheyAreStoppedWhilePicturesAreFetched() {
    pictureShare = 0;
    TrainingJob job =
        jobs.withRandomCrop(Map.of("epochs", 20, "saveEveryEpochs", 50, "batchSize", 3));
    Api api = new Api().fromStep(5, Optional.of(Command.PAUSE));
    int beforeStopping = 3 + 3 * 5;
    int[] fetched = {0};
    ObjectStore waiting =
        BreakingStore.of(
            store,
            key -> {
              if (key.startsWith("datasets/") && ++fetched[0] > beforeStopping) {
                // why: the second answer comes after the first one has been taken
                await()
                    .until(() -> api.beats.stream().filter(beat -> beat.step() >= 5).count() >= 2);
              }
              return false;
            },
            new IllegalStateException());

    train(waiting, job, api, new Lease(new LeaseEpoch(1), Duration.ofMinutes(5), null));

    assertThat(fetched[0]).isGreaterThan(beforeStopping);
    assertThat(api.releases)
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.reason()).isEqualTo("Paused at step 6.");
              assertThat(release.resumeFrom().step()).isEqualTo(6);
            });
  }
}
