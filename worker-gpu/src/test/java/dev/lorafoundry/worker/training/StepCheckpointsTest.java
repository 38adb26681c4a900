package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingEvent.Validated;
import dev.lorafoundry.contracts.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trainings of two steps an epoch that leave checkpoints within epochs. */
final class StepCheckpointsTest extends TinyTrainings {
  private static final Map<String, Object> BOTH =
      Map.of("epochs", 4, "saveEverySteps", 3, "saveEveryEpochs", 3);

  @Test
  void leavesOneFileOfWhatIsDueTwice() {
    Api api = train(jobs.with(BOTH));

    assertThat(api.events(CheckpointSaved.class))
        .extracting("name", "trainingEpoch", "step", "last", "byStep")
        .containsExactly(
            tuple("stârz-v5-step00000003.safetensors", 1, 3L, false, true),
            tuple("stârz-v5-000003.safetensors", 3, 6L, false, false),
            tuple("stârz-v5.safetensors", 4, 8L, true, false));
    assertThat(lora(api.events(CheckpointSaved.class).get(0)).metadata())
        .containsEntry("ss_steps", "3")
        .containsEntry("ss_epoch", "1");
    assertThat(lora(api.events(CheckpointSaved.class).get(1)).metadata())
        .containsEntry("ss_steps", "6")
        .containsEntry("ss_epoch", "3");
  }

  @Test
  void tellsTheValidationLossOfTheSameWeightsAlone() {
    Map<String, Object> settings =
        Map.of("saveEverySteps", 1, "saveEveryEpochs", 0, "validateEveryEpochs", 1, "epochs", 2);

    Api api = train(jobs.with(settings));

    List<Double> losses = api.events(Validated.class).stream().map(Validated::loss).toList();
    assertThat(losses).hasSize(2);
    assertThat(api.events(CheckpointSaved.class))
        .extracting(CheckpointSaved::validationLoss)
        .containsExactly(null, losses.get(0), null, losses.get(1));
  }

  /** Its worker died after the checkpoint was told. */
  @Test
  void savesNothingTwiceThatWasTold() {
    TrainingJob job = jobs.with(BOTH);
    List<CheckpointSaved> whole = train(job).events(CheckpointSaved.class);

    Api second = train(job, new Api(), 2, after(whole.get(0)));

    assertThat(second.last(TrainingEvent.Started.class).firstStep()).isEqualTo(3);
    assertSame(whole.subList(1, 3), second.events(CheckpointSaved.class));
  }

  /** Its worker died between a checkpoint's file and its event. */
  @Test
  void savesAgainWhatNobodyHeardOf() {
    TrainingJob job = jobs.with(Map.of("saveEverySteps", 1, "saveEveryEpochs", 0, "epochs", 2));
    List<CheckpointSaved> whole = train(job).events(CheckpointSaved.class);

    Api second = train(job, new Api(), 2, after(whole.get(0)));

    assertSame(whole.subList(1, 4), second.events(CheckpointSaved.class));
    assertThat(second.events(CheckpointSaved.class))
        .extracting(CheckpointSaved::key)
        .allMatch(key -> key.startsWith("jobs/" + job.id() + "/e2/"));
  }

  @Test
  void givesTheStateOfTheCheckpointBackWhereItIsPausedThere() {
    Map<String, Object> settings = Map.of("epochs", 10, "saveEverySteps", 1, "saveEveryEpochs", 0);
    TrainingJob job = jobs.with(settings);
    List<CheckpointSaved> whole = train(job).events(CheckpointSaved.class);
    Api first = new Api().fromStep(3, Optional.of(Command.PAUSE));

    train(job, first, 1, null);
    CheckpointSaved left = first.last(CheckpointSaved.class);
    Lease.ResumePoint point = first.releases.get(0).resumeFrom();
    assertThat(point).isEqualTo(after(left));
    Api second = train(job, new Api(), 2, point);

    List<CheckpointSaved> saved = new ArrayList<>(first.events(CheckpointSaved.class));
    saved.addAll(second.events(CheckpointSaved.class));
    assertSame(whole, saved);
  }

  private void assertSame(List<CheckpointSaved> expected, List<CheckpointSaved> saved) {
    assertThat(saved)
        .extracting("name", "trainingEpoch", "step", "last", "byStep", "averageLoss")
        .containsExactlyElementsOf(
            expected.stream()
                .map(
                    each ->
                        tuple(
                            each.name(),
                            each.trainingEpoch(),
                            each.step(),
                            each.last(),
                            each.byStep(),
                            each.averageLoss()))
                .toList());
    assertThat(lora(saved.get(saved.size() - 1)).modelHash())
        .isEqualTo(lora(expected.get(expected.size() - 1)).modelHash());
  }

  private static Lease.ResumePoint after(CheckpointSaved saved) {
    return new Lease.ResumePoint(saved.stateKey(), saved.stateSha256(), saved.step());
  }
}
