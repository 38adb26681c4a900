package dev.lorafoundry.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetSnapshotTest {
  @Test
  void everyConceptIsShownByItsOwnRepeats() {
    DatasetSnapshot dataset =
        new DatasetSnapshot(List.of(concept("a", 3, false, 2), concept("b", 1, false, 3)));

    assertThat(dataset.pictures()).hasSize(5);
    assertThat(times(dataset)).containsExactly(3, 3, 1, 1, 1);
    assertThat(dataset.samplesPerEpoch()).isEqualTo(9);
  }

  /** By hand after sd-scripts' DreamBoothDataset: N samples are trained, R pictures keep. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 | 1 | 3 | 4 3 3", // in turn, until there are 10
        "10 | 2 | 3 | 4 3 3",
        "10 | 4 | 3 | 4 4 4", // the last one is taken with all its repeats
        "10 | 5 | 3 | 5 5", // the third is left over
        "10 | 20 | 3 | 20",
        "12 | 3 | 4 | 3 3 3 3",
      })
  void asManyRegularisationSamplesAreShownAsOthers(
      int trained, int repeats, int pictures, String times) {
    DatasetSnapshot dataset =
        new DatasetSnapshot(
            List.of(concept("keep", repeats, true, pictures), concept("a", trained, false, 1)));

    assertThat(times(dataset))
        .containsExactlyElementsOf(
            IntStream.concat(
                    List.of(times.split(" ")).stream().mapToInt(Integer::parseInt),
                    IntStream.of(trained))
                .boxed()
                .toList());
    assertThat(dataset.samples(true)).isEqualTo(repeats * pictures);
    assertThat(dataset.samples(false)).isEqualTo(trained);
  }

  @Test
  void regularisationGoesOnFromConceptToConcept() {
    DatasetSnapshot dataset =
        new DatasetSnapshot(
            List.of(
                concept("a", 5, false, 2),
                concept("keep", 1, true, 2),
                concept("keep too", 2, true, 1)));

    // 1 + 1 + 2 at first, then 6 more in turn
    assertThat(times(dataset)).containsExactly(5, 5, 3, 3, 4);
  }

  @Test
  void regularisationAloneShowsNothing() {
    assertThat(new DatasetSnapshot(List.of(concept("keep", 1, true, 2))).shown()).isEmpty();
  }

  @Test
  void picturesWithoutCaptionAreShownWithTheClassTokens() {
    DatasetSnapshot.Concept concept = concept("sks cat", 1, false, 1);

    assertThat(concept.captionOf(" ")).isEqualTo("sks cat");
    assertThat(concept.captionOf("a cat, sitting")).isEqualTo("a cat, sitting");
  }

  @Test
  void refusesConceptsThatShowNothing() {
    assertThatThrownBy(() -> concept("a", 0, false, 1))
        .hasMessage("repeats 0 of a concept is not allowed: at least 1");
  }

  private static List<Integer> times(DatasetSnapshot dataset) {
    return dataset.shown().stream().map(DatasetSnapshot.Shown::times).toList();
  }

  private static DatasetSnapshot.Concept concept(
      String name, int repeats, boolean regularisation, int pictures) {
    return new DatasetSnapshot.Concept(
        name,
        repeats,
        name,
        regularisation,
        IntStream.range(0, pictures)
            .mapToObj(i -> new DatasetSnapshot.Picture(name + i + ".png", "key", "00", 64, 64, ""))
            .toList());
  }
}
