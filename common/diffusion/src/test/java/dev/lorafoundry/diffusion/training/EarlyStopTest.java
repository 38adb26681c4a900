package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.StoppedEarly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EarlyStopTest {
  /** No loss is better by so much: the first one stays the best. */
  private static final Map<String, Object> IMPATIENT =
      Map.of("earlyStopPatience", 2, "earlyStopMinDelta", 1000, "saveEveryEpochs", 1, "epochs", 6);

  @TempDir private Path folder;

  @Test
  void countsLossesThatAreNoBetter() {
    Improvements course =
        Improvements.NONE.after(1, 0.5, 0).after(2, 0.4, 0).after(3, 0.45, 0).after(4, 0.4, 0);

    assertThat(course).isEqualTo(new Improvements(0.4, 2, 2));
    assertThat(course.exhaust(2)).isTrue();
    assertThat(course.exhaust(3)).isFalse();
    assertThat(course.exhaust(0)).isFalse();
    assertThat(course.after(5, 0.3, 0)).isEqualTo(new Improvements(0.3, 5, 0));
  }

  @Test
  void aBetterOneIsLowerByMoreThanTheDelta() {
    Improvements first = Improvements.NONE.after(1, 0.5, 0.25);

    assertThat(first.after(2, 0.25, 0.25)).isEqualTo(new Improvements(0.5, 1, 1));
    assertThat(first.after(2, 0.2, 0.25)).isEqualTo(new Improvements(0.2, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoNumberIsNoBetter(double loss) {
    assertThat(Improvements.NONE.after(1, loss, 0))
        .isEqualTo(new Improvements(Double.POSITIVE_INFINITY, 0, 1));
  }

  @Test
  void isDoneWhenItsPatienceIs() {
    try (TrainingSession session = Sessions.start(IMPATIENT, Sessions.pictures())) {
      int epochs = trainToTheEnd(session);

      assertThat(epochs).isEqualTo(3);
      assertThat(session.step()).isEqualTo(9);
      assertThat(session.stoppedEarly()).contains(new StoppedEarly(3, 9, 1));
      assertThatThrownBy(session::takeStep).hasMessageContaining("all 9 steps are done");
    }
  }

  @Test
  void isNotEarlyAfterTheLastEpoch() {
    Map<String, Object> settings =
        Map.of("earlyStopPatience", 2, "earlyStopMinDelta", 1000, "saveEveryEpochs", 1);
    try (TrainingSession session = Sessions.start(settings, Sessions.pictures())) {
      assertThat(trainToTheEnd(session)).isEqualTo(3);
      assertThat(session.stoppedEarly()).isEmpty();
    }
  }

  @Test
  void staysPatientAcrossSavedStates() throws IOException {
    Path state = folder.resolve("state.safetensors");
    try (TrainingSession session = Sessions.start(IMPATIENT, Sessions.pictures())) {
      for (int epoch = 0; epoch < 2; epoch++) {
        Sessions.take(session, 3, new ArrayList<>());
        assertThat(Sessions.validate(session)).isPositive();
      }
      session.saveState(state);
    }
    try (TrainingSession session = Sessions.start(IMPATIENT, Sessions.pictures())) {
      session.restore(state);
      trainToTheEnd(session);

      assertThat(session.stoppedEarly()).contains(new StoppedEarly(3, 9, 1));
      session.saveState(state);
    }
    try (TrainingSession session = Sessions.start(IMPATIENT, Sessions.pictures())) {
      session.restore(state);

      assertThat(session.done()).isTrue();
      assertThat(session.stoppedEarly()).contains(new StoppedEarly(3, 9, 1));
    }
  }

  /** How many epochs it takes. */
  private static int trainToTheEnd(TrainingSession session) {
    List<StepReport> reports = new ArrayList<>();
    while (!session.done()) {
      Sessions.take(session, 1, reports);
      if (session.isToBeValidated()) {
        assertThat(Sessions.validate(session)).isPositive();
      }
    }
    return reports.get(reports.size() - 1).epoch();
  }
}
