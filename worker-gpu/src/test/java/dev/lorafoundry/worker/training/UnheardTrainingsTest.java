package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.lora.LoraFile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trainings of which no event is taken for longer than they wait, though all else answers. */
final class UnheardTrainingsTest extends TinyTrainings {
  private Instant now = Instant.EPOCH;

  /** Progress is due after each step. */
  private void tellEachStep() {
    clock =
        () -> {
          now = now.plusSeconds(1);
          return now;
        };
  }

  @Test
  void giveThemselvesBackWithAllTheirSteps() {
    tellEachStep();
    Map<String, Object> settings = Map.of("epochs", 6, "saveEveryEpochs", 6);
    LoraFile uninterrupted = lora(train(jobs.with(settings)).last(CheckpointSaved.class));
    TrainingJob job = jobs.with(settings);
    Api api = new Api().deafTo(event -> tells(event, 5));

    train(job, api, 1, null);
    Lease.ResumePoint point = api.releases.get(0).resumeFrom();
    Api second = train(job, new Api(), 2, point);

    assertThat(api.events(TrainingEvent.Failed.class)).isEmpty();
    assertThat(api.releases)
        .singleElement()
        .satisfies(
            release ->
                assertThat(release.reason())
                    .isEqualTo(
                        "Given back at step 5, for nobody heard of it: Kafka did not take an event"));
    assertThat(point.step()).isEqualTo(5);
    assertThat(lora(second.last(CheckpointSaved.class)).modelHash())
        .isEqualTo(uninterrupted.modelHash());
  }

  private static boolean tells(Object event, long step) {
    return event instanceof TrainingEvent.Progressed told && told.step() >= step;
  }

  @Test
  void saveAgainWhatNobodyWasToldOf() {
    TrainingJob job = jobs.with(Map.of());
    Api api =
        new Api().deafTo(event -> event instanceof CheckpointSaved saved && saved.step() == 4);

    train(job, api, 1, null);
    Lease.ResumePoint point = api.releases.get(0).resumeFrom();
    Api second = train(job, new Api(), 2, point);

    assertThat(point.step()).isEqualTo(2);
    assertThat(second.events(CheckpointSaved.class))
        .extracting("trainingEpoch", "step")
        .containsExactly(tuple(2, 4L), tuple(3, 6L));
  }

  @Test
  void saveNoStepWhoseFileIsDueAndNotTold() {
    tellEachStep();
    TrainingJob job = jobs.with(Map.of());
    Api api = new Api().deafTo(event -> tells(event, 4));

    train(job, api, 1, null);

    assertThat(api.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.resumeFrom().step()).isEqualTo(2));
  }

  @Test
  void areCancelledAllTheSame() {
    tellEachStep();
    Map<String, Object> settings = Map.of("epochs", 200, "saveEveryEpochs", 200);
    Api api = new Api().fromStep(3, Optional.of(Command.CANCEL)).deafFromStep(3);

    train(jobs.with(settings), api, 1, null);

    assertThat(api.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.resumeFrom()).isNull());
  }
}
