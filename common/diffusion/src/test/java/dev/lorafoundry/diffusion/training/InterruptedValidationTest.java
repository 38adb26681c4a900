package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validations that go batch by batch, and may be left at any one. */
final class InterruptedValidationTest {
  private static final Map<String, Object> EACH_EPOCH = Map.of("validateEveryEpochs", 1);

  private static final Map<String, Object> LAST_EPOCH = Map.of("validationSplit", 0.4, "epochs", 1);

  /** Three batches of pictures of one size, at four timesteps each. */
  private static final int BATCHES = 12;

  private static final int STEPS_PER_EPOCH = 3;

  @TempDir private Path folder;

  @Test
  void goesBatchByBatch() {
    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());

      validate(session, BATCHES - 1);
      assertThat(session.validateBatch()).isPresent();

      assertThat(session.isToBeValidated()).isFalse();
    }
  }

  @Test
  void trainsNothingBeforeItEnds() {
    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());

      assertThatThrownBy(session::takeStep)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the weights after step 3 are to be validated");
      validate(session, 1);
      assertThatThrownBy(session::takeStep).isInstanceOf(IllegalStateException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, AdamW", "1, AdamW", "11, AdamWScheduleFree"})
  void aStateFromItsMiddleHasItBeginAnew(int batches, String optimiser) throws IOException {
    Map<String, Object> settings =
        Map.of("validateEveryEpochs", 1, "optimizer", optimiser, "scheduler", "constant");
    Path middle = folder.resolve("middle.safetensors");
    List<Double> losses = new ArrayList<>();
    Map<String, StoredTensor> trained;
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());
      validate(session, batches);
      session.saveState(middle);
      trained = trainToTheEnd(session, losses);
    }

    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      session.restore(middle);

      assertThat(session.isToBeValidated()).isTrue();
      List<Double> again = new ArrayList<>();
      Map<String, StoredTensor> resumed = trainToTheEnd(session, again);
      assertThat(again).isEqualTo(losses).hasSize(3);
      assertThat(resumed.keySet()).isEqualTo(trained.keySet());
      resumed.forEach(
          (name, tensor) ->
              assertThat(tensor.toFloats()).as(name).isEqualTo(trained.get(name).toFloats()));
    }
  }

  @Test
  void aStateFromItsEndSaysSo() throws IOException {
    Path end = folder.resolve("end.safetensors");
    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());
      validate(session, BATCHES - 1);
      assertThat(session.validateBatch()).isPresent();
      session.saveState(end);
    }

    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      session.restore(end);

      assertThat(session.isToBeValidated()).isFalse();
    }
  }

  @Test
  void leavesAnotherOnesMiddleBehind() throws IOException {
    Path end = folder.resolve("end.safetensors");
    try (TrainingSession session = Sessions.start(EACH_EPOCH, Sessions.pictures())) {
      Sessions.take(session, 1, new ArrayList<>());
      session.saveState(end);
      Sessions.take(session, 2, new ArrayList<>());
      validate(session, 5);

      session.restore(end);

      assertThat(session.isToBeValidated()).isFalse();
      Sessions.take(session, 2, new ArrayList<>());
      validate(session, BATCHES - 1);
    }
  }

  @Test
  void theTrainingIsNotDoneBeforeItsLastOne() throws IOException {
    Path state = folder.resolve("state.safetensors");
    double loss;
    try (TrainingSession session = Sessions.start(LAST_EPOCH, Sessions.pictures())) {
      Sessions.take(session, (int) session.totalSteps(), new ArrayList<>());
      assertThat(session.done()).isFalse();
      session.saveState(state);
      loss = Sessions.validate(session);
      assertThat(session.done()).isTrue();
    }

    try (TrainingSession session = Sessions.start(LAST_EPOCH, Sessions.pictures())) {
      session.restore(state);
      assertThat(session.done()).isFalse();
      assertThat(Sessions.validate(session)).isEqualTo(loss);
      assertThat(session.done()).isTrue();
    }
  }

  @Test
  void countsOnceForThePatience() throws IOException {
    Map<String, Object> impatient =
        Map.of(
            "earlyStopPatience", 2, "earlyStopMinDelta", 1000, "saveEveryEpochs", 1, "epochs", 6);
    Path state = folder.resolve("state.safetensors");
    try (TrainingSession session = Sessions.start(impatient, Sessions.pictures())) {
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());
      assertThat(Sessions.validate(session)).isPositive();
      Sessions.take(session, STEPS_PER_EPOCH, new ArrayList<>());
      validate(session, 7);
      session.saveState(state);
    }

    try (TrainingSession session = Sessions.start(impatient, Sessions.pictures())) {
      session.restore(state);
      List<Double> losses = new ArrayList<>();
      trainToTheEnd(session, losses);

      assertThat(losses).hasSize(2);
      assertThat(session.stoppedEarly()).contains(new StoppedEarly(3, 9, 1));
    }
  }

  /** So many batches of one that goes on after them. */
  private static void validate(TrainingSession session, int batches) {
    for (int i = 0; i < batches; i++) {
      assertThat(session.validateBatch()).isEmpty();
      assertThat(session.isToBeValidated()).isTrue();
    }
  }

  private static Map<String, StoredTensor> trainToTheEnd(
      TrainingSession session, List<Double> losses) {
    while (!session.done()) {
      if (session.isToBeValidated()) {
        losses.add(Sessions.validate(session));
      } else {
        Sessions.take(session, 1, new ArrayList<>());
      }
    }
    return Sessions.read(session.weights());
  }
}
