package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.OutputSettings;
import dev.lorafoundry.contracts.settings.SavePrecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingLengthsTest {
  /** Three concepts and one for regularisation, in two sizes that mix within the concepts. */
  private static final DatasetSnapshot DATASET =
      new DatasetSnapshot(
          List.of(
              concept("many", 2, false, 0, 7),
              concept("few", 3, false, 7, 3),
              concept("single", 5, false, 10, 1),
              concept("kept", 1, true, 11, 4)));

  @ParameterizedTest
  @CsvSource({"0, 23, 2, 1", "0.3, 23, 2, 1", "0.3, 4, 3, 2", "0.6, 5, 1, 3"})
  void areThoseOfTheTrainings(double share, long seed, int batchSize, int accumulation) {
    Map<String, Object> settings =
        Map.of(
            "validationSplit", share,
            "validationSeed", seed,
            "batchSize", batchSize,
            "gradientAccumulationSteps", accumulation,
            "epochs", 2);

    TrainingLength counted = new TrainingLengths(DATASET).of(Sessions.settings(settings));

    try (TrainingSession session = Sessions.start(settings, DATASET)) {
      assertThat(counted)
          .isEqualTo(
              new TrainingLength(
                  session.heldOut(),
                  session.samplesPerEpoch(),
                  session.stepsPerEpoch(),
                  session.totalSteps()));
      assertThat(trained(session)).isEqualTo(counted.totalSteps());
    }
  }

  private static long trained(TrainingSession session) {
    List<StepReport> reports = new ArrayList<>();
    while (!session.done()) {
      if (session.isToBeValidated()) {
        assertThat(Sessions.validate(session)).isPositive();
      } else {
        Sessions.take(session, 1, reports);
      }
    }
    return reports.size();
  }

  @Test
  void remembersWhatEachHoldsOut() {
    TrainingLengths lengths = new TrainingLengths(DATASET);

    TrainingLength whole = lengths.of(Sessions.settings(Map.of()));
    TrainingLength half = lengths.of(Sessions.settings(Map.of("validationSplit", 0.5)));

    assertThat(whole.heldOut()).isZero();
    assertThat(half.heldOut()).isEqualTo(4 + 2);
    assertThat(lengths.of(Sessions.settings(Map.of()))).isEqualTo(whole);
    assertThat(half.samplesPerEpoch()).isLessThan(whole.samplesPerEpoch());
  }

  @Test
  void nothingTakesNoStep() {
    assertThat(new TrainingLengths(new DatasetSnapshot(List.of())).of(Sessions.settings(Map.of())))
        .isEqualTo(new TrainingLength(0, 0, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 3",
    "2, 0, 2",
    "3, 0, 1",
    "0, 0, 1",
    "0, 1, 10",
    "0, 4, 3",
    "0, 5, 2",
    "0, 10, 1",
    "1, 4, 3",
    "1, 2, 5",
    "2, 3, 5",
    "2, 4, 3",
    "1, 8, 3"
  })
  void countCheckpointsThatAreDueTwiceOnce(int everyEpochs, int everySteps, long checkpoints) {
    TrainingLength length = new TrainingLength(0, 8, 4, 10);

    assertThat(length.checkpoints(new OutputSettings(everyEpochs, everySteps, SavePrecision.FP16)))
        .isEqualTo(checkpoints);
  }

  @Test
  void nothingLeavesNoCheckpoint() {
    assertThat(new TrainingLength(0, 0, 0, 0).checkpoints(OutputSettings.DEFAULTS)).isZero();
  }

  private static Concept concept(
      String name, int repeats, boolean regularisation, int first, int pictures) {
    List<Picture> all =
        IntStream.range(first, first + pictures)
            .mapToObj(
                i ->
                    Sessions.picture(
                        "%05d-0-%s.png".formatted(i, name), 64, i % 3 == 0 ? 96 : 64, "a " + name))
            .toList();
    return new Concept(name, repeats, name, regularisation, all);
  }
}
