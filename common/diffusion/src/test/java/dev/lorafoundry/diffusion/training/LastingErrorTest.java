package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastingErrorTest {
  private final LastingError error = new LastingError();
  private long step;

  private void add(int times, double loss, double weight) {
    for (int i = 0; i < times; i++) {
      error.add(++step, loss, weight);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {25, 50, 900})
  void endsATrainingThatWasLostTwoHundredStepsAgo(double loss) {
    add(10, 0.1, 1);
    add(199, loss, 1);

    assertThatThrownBy(() -> add(1, loss, 1))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("beyond all use for 200 steps, up to step 210")
        .hasMessageContaining("lower the learning rate");
  }

  @Test
  void forgivesWhatComesBack() {
    add(10, 0.1, 1);

    assertThatCode(
            () -> {
              for (int i = 0; i < 10; i++) {
                add(199, 900, 1);
                add(1, 0.9, 1);
              }
            })
        .doesNotThrowAnyException();
  }

  /** Of a model that predicts nothing, of strong noise offsets, of large weights of the loss. */
  @Test
  void leavesTrainingsAloneWhoseLossesAreLargeByTheirNature() {
    assertThatCode(() -> add(1_000, 1, 1)).doesNotThrowAnyException();
    assertThatCode(() -> add(1_000, 15, 1)).doesNotThrowAnyException();
    assertThatCode(() -> add(1_000, 40_000, 50_000)).doesNotThrowAnyException();
  }

  @Test
  void judgesByWhatTheFirstStepsCost() {
    add(1, 0.2, 1);
    add(1, 100, 1);
    add(1, 3, 1);
    assertThatCode(() -> add(1_000, 900, 1)).doesNotThrowAnyException();

    assertThat(error.standing()).isEqualTo(new LastingError.Standing(3, 100, 0));
  }

  @Test
  void goesOnWhereItWas() {
    error.restore(new LastingError.Standing(3, 0.5, 199));

    assertThatThrownBy(() -> add(1, 30, 1)).isInstanceOf(TrainingDiverged.class);
  }
}
