package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of several concepts, with pictures that keep what the model knows. */
final class ConceptTrainingTest {
  @TempDir private Path folder;

  @Test
  void regularisationPicturesCountAsMuchAsIsSet() {
    DatasetSnapshot dataset =
        new DatasetSnapshot(
            List.of(
                concept("sks thing", 1, false, picture("a.png", 64)),
                concept("thing", 1, true, picture("keep.png", 64))));

    List<Double> all = losses(dataset, 1);
    List<Double> some = losses(dataset, 0.25);
    List<Double> none = losses(dataset, 0);

    assertThat(none).hasSize(2).containsOnlyOnce(0.0);
    int kept = none.indexOf(0.0);
    assertThat(some.get(kept)).isCloseTo(0.25 * all.get(kept), within(1e-6));
    assertThat(some.get(1 - kept)).isPositive();
    assertThat(all.get(kept)).isPositive();
  }

  private static List<Double> losses(DatasetSnapshot dataset, double priorLossWeight) {
    Map<String, Object> settings =
        Map.of("epochs", 1, "batchSize", 1, "priorLossWeight", priorLossWeight);
    List<StepReport> reports = new ArrayList<>();
    try (TrainingSession session = Sessions.start(settings, dataset)) {
      Sessions.take(session, 2, reports);
    }
    return reports.stream().map(StepReport::loss).toList();
  }

  @Test
  void anEpochShowsEveryConceptByItsRepeatsInBatchesOfOneSize() {
    try (TrainingSession session = Sessions.start(Map.of("batchSize", 2), pictures())) {
      // 64 × 64: 3 + 1 + 3 of regularisation; 64 × 96: 1 and 3 of regularisation
      assertThat(session.batchesPerEpoch()).isEqualTo(4 + 2);
    }
  }

  @Test
  void everyConceptHasWordsForPicturesWithoutCaption() {
    assertThat(new Captions(pictures(), Sessions.settings(Map.of())).all())
        .containsExactly("sks thing", "sks other", "sks other", "thing", "thing");
  }

  @Test
  void goesOnAsIfNothingHadHappened() throws IOException {
    Path state = folder.resolve("state");
    Path straight = folder.resolve("straight.safetensors");
    Path resumed = folder.resolve("resumed.safetensors");
    Map<String, Object> settings = Map.of("priorLossWeight", 0.5, "shuffleCaption", true);
    try (TrainingSession session = Sessions.start(settings, pictures())) {
      Sessions.take(session, 6, new ArrayList<>());
      session.saveState(state);
      Sessions.take(session, 3, new ArrayList<>());
      session.saveLora(straight, Sessions.METADATA);
    }

    try (TrainingSession session = Sessions.start(settings, pictures())) {
      session.restore(state);
      Sessions.take(session, 3, new ArrayList<>());
      session.saveLora(resumed, Sessions.METADATA);
    }

    assertThat(Files.readAllBytes(resumed)).isEqualTo(Files.readAllBytes(straight));
  }

  @Test
  void refusesRegularisationAlone() {
    DatasetSnapshot dataset =
        new DatasetSnapshot(List.of(concept("thing", 1, true, picture("keep.png", 64))));

    assertThatThrownBy(() -> Sessions.start(Map.of(), dataset).close())
        .isInstanceOf(TrainingRefused.class)
        .hasMessageContaining("regularisation pictures only");
  }

  private static DatasetSnapshot pictures() {
    return new DatasetSnapshot(
        List.of(
            concept("sks thing", 3, false, picture("a.png", 64)),
            concept("sks other", 1, false, picture("b.png", 64), picture("c.png", 96)),
            concept("thing", 3, true, picture("d.png", 64), picture("e.png", 96)),
            concept("left over", 2, true, picture("f.png", 64))));
  }

  private static Concept concept(
      String words, int repeats, boolean regularisation, Picture... pictures) {
    return new Concept(words, repeats, words, regularisation, List.of(pictures));
  }

  private static Picture picture(String name, int height) {
    return Sessions.picture(name, 64, height, "");
  }
}
