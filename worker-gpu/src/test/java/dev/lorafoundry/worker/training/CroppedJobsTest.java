package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

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
}
