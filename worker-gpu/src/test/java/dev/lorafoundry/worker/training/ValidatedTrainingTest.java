package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.TrainingEvent.Validated;
import dev.lorafoundry.contracts.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings that are judged by a validation loss. */
final class ValidatedTrainingTest extends TinyTrainings {
  private static final Map<String, Object> EACH_EPOCH = Map.of("validateEveryEpochs", 1);

  /** No loss is better by so much: the first one stays the best. */
  private static final Map<String, Object> IMPATIENT =
      Map.of("epochs", 6, "earlyStopPatience", 2, "earlyStopMinDelta", 1000);

  @Test
  void tellsTheValidationLossOfItsCheckpoints() {
    Api api = train(jobs.with(Map.of("validationSplit", 0.4, "saveEveryEpochs", 2)));

    assertThat(api.events(Validated.class))
        .extracting("trainingEpoch", "step")
        .containsExactly(tuple(2, 2L), tuple(3, 3L));
    assertThat(api.events(CheckpointSaved.class))
        .extracting(CheckpointSaved::validationLoss)
        .containsExactlyElementsOf(losses(api))
        .allSatisfy(loss -> assertThat(loss).isPositive());
    assertThat(lines(api))
        .contains("Pictures held out for the validation loss: 1.")
        .anyMatch(line -> line.matches("Saved .* after step 2 of 3, loss .*, validation loss .*"));
  }

  @Test
  void saysNothingOfItWhereNobodyAsks() {
    Api api = train(jobs.with(Map.of()));

    assertThat(api.events(Validated.class)).isEmpty();
    assertThat(api.events(CheckpointSaved.class))
        .extracting(CheckpointSaved::validationLoss)
        .containsOnlyNulls();
  }

  @Test
  void tellsItOfEpochsWithoutACheckpoint() {
    Api api = train(jobs.with(Map.of("validateEveryEpochs", 1, "saveEveryEpochs", 3)));

    assertThat(api.events(Validated.class))
        .extracting(Validated::trainingEpoch)
        .containsExactly(1, 2, 3);
    assertThat(api.events(CheckpointSaved.class)).hasSize(1);
  }

  @Test
  void anotherAttemptTellsTheSame() {
    TrainingJob job = jobs.with(Map.of("validateEveryEpochs", 1));
    Api whole = train(job);
    CheckpointSaved first = whole.events(CheckpointSaved.class).get(0);

    Api second =
        train(
            job,
            new Api(),
            2,
            new Lease.ResumePoint(first.stateKey(), first.stateSha256(), first.step()));

    assertThat(losses(second)).isEqualTo(losses(whole).subList(1, 3));
  }

  @Test
  void stopsEarlyWhereItGetsNoBetter() {
    Api api = train(jobs.with(IMPATIENT));

    assertThat(api.events(CheckpointSaved.class))
        .extracting("name", "trainingEpoch", "last")
        .containsExactly(
            tuple("stârz-v5-000001.safetensors", 1, false),
            tuple("stârz-v5-000002.safetensors", 2, false),
            tuple("stârz-v5.safetensors", 3, true));
    assertThat(api.last(TrainingEvent.Finished.class).stoppedEarly())
        .isEqualTo(new StoppedEarly(3, 6, 1));
    assertThat(lines(api))
        .contains("Stopped early after epoch 3: no better validation loss since epoch 1.")
        .anyMatch(line -> line.startsWith("Finished after 6 steps"));
    assertThat(api.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void anotherAttemptStopsAtTheSameEpoch() {
    TrainingJob job = jobs.with(IMPATIENT);
    List<CheckpointSaved> whole = train(job).events(CheckpointSaved.class);

    Api second = train(job, new Api(), 2, after(whole.get(1)));
    Api third = train(job, new Api(), 3, after(whole.get(2)));

    assertThat(second.last(CheckpointSaved.class).step()).isEqualTo(6);
    assertThat(second.last(TrainingEvent.Finished.class).stoppedEarly())
        .isEqualTo(new StoppedEarly(3, 6, 1));
    assertThat(third.events(CheckpointSaved.class)).isEmpty();
    assertThat(third.last(TrainingEvent.Finished.class).stoppedEarly())
        .isEqualTo(new StoppedEarly(3, 6, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"PAUSE", "DRAIN"})
  void givesBackInTheMiddleOfAValidation(Command command) {
    Api api = train(jobs.with(EACH_EPOCH), new Api().heardAtStep(2, command), 1, null);

    assertThat(api.events(Validated.class)).isEmpty();
    assertThat(api.events(CheckpointSaved.class)).isEmpty();
    assertThat(api.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.resumeFrom().step()).isEqualTo(2));
  }

  @Test
  void isCancelledInTheMiddleOfAValidation() {
    Api api = train(jobs.with(EACH_EPOCH), new Api().heardAtStep(2, Command.CANCEL), 1, null);

    assertThat(api.events(Validated.class)).isEmpty();
    assertThat(api.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.reason()).isEqualTo("Cancelled at step 2."));
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 4, 6})
  void anotherAttemptValidatesWhatTheFirstLeft(long step) {
    Api whole = train(jobs.with(EACH_EPOCH));
    TrainingJob job = jobs.with(EACH_EPOCH);
    Api first = train(job, new Api().heardAtStep(step, Command.PAUSE), 1, null);

    Api second = train(job, new Api(), 2, first.releases.get(0).resumeFrom());

    List<Double> losses = new ArrayList<>(losses(first));
    losses.addAll(losses(second));
    assertThat(losses).isEqualTo(losses(whole)).hasSize(3);
    List<CheckpointSaved> saved = new ArrayList<>(first.events(CheckpointSaved.class));
    saved.addAll(second.events(CheckpointSaved.class));
    assertThat(saved)
        .extracting("name", "trainingEpoch", "last", "averageLoss", "validationLoss")
        .containsExactlyElementsOf(
            whole.events(CheckpointSaved.class).stream().map(ValidatedTrainingTest::told).toList());
    assertThat(lora(second.last(CheckpointSaved.class)).modelHash())
        .isEqualTo(lora(whole.last(CheckpointSaved.class)).modelHash());
    assertThat(second.events).last().isInstanceOf(TrainingEvent.Finished.class);
  }

  private static Tuple told(CheckpointSaved saved) {
    return tuple(
        saved.name(),
        saved.trainingEpoch(),
        saved.last(),
        saved.averageLoss(),
        saved.validationLoss());
  }

  private static Lease.ResumePoint after(CheckpointSaved saved) {
    return new Lease.ResumePoint(saved.stateKey(), saved.stateSha256(), saved.step());
  }

  static List<Double> losses(Api api) {
    return api.events(Validated.class).stream().map(Validated::loss).toList();
  }

  static List<String> lines(Api api) {
    return api.events(TrainingEvent.Logged.class).stream()
        .flatMap(logged -> logged.lines().stream())
        .toList();
  }
}
