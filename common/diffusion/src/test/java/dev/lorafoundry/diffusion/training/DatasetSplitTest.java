package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lorafoundry.contracts.DatasetSnapshot;
import dev.lorafoundry.contracts.DatasetSnapshot.Concept;
import dev.lorafoundry.contracts.DatasetSnapshot.Picture;
import dev.lorafoundry.contracts.settings.ValidationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetSplitTest {
  @ParameterizedTest
  @CsvSource({
    "10, 0, 0",
    "10, 0.1, 1",
    "10, 0.25, 2",
    "14, 0.25, 4",
    "3, 0.01, 1",
    "2, 0.9, 1",
    "1, 0.5, 0"
  })
  void holdsOutTheShareButLeavesOne(int pictures, double share, int heldOut) {
    DatasetSnapshot whole = dataset(pictures);

    DatasetSplit split = DatasetSplit.of(whole, settings(share, 1));

    assertThat(split.heldOut()).isEqualTo(heldOut);
    assertThat(split.training().pictures()).hasSize(pictures - heldOut);
  }

  @Test
  void trainsOnNothingThatIsHeldOut() {
    DatasetSnapshot whole = dataset(20);

    DatasetSplit split = DatasetSplit.of(whole, settings(0.3, 1));

    assertThat(split.validation().pictures())
        .hasSize(6)
        .doesNotContainAnyElementsOf(split.training().pictures());
    List<Picture> both = new ArrayList<>(split.training().pictures());
    both.addAll(split.validation().pictures());
    assertThat(both).containsExactlyInAnyOrderElementsOf(whole.pictures());
    assertThat(split.training().concepts())
        .singleElement()
        .satisfies(
            only -> {
              assertThat(only.repeats()).isEqualTo(3);
              assertThat(only.classTokens()).isEqualTo("cat");
            });
  }

  @Test
  void holdsOutOfEachConceptItsShare() {
    Concept many = concept("many", 0, 20);
    Concept few = concept("few", 20, 3);
    Concept single = concept("single", 23, 1);
    DatasetSnapshot whole = new DatasetSnapshot(List.of(many, few, single));

    DatasetSplit split = DatasetSplit.of(whole, settings(0.2, 1));

    assertThat(split.validation().concepts())
        .extracting(Concept::name, concept -> concept.pictures().size())
        .containsExactly(tuple("many", 4), tuple("few", 1));
    assertThat(split.training().concepts())
        .extracting(Concept::name, concept -> concept.pictures().size())
        .containsExactly(tuple("many", 16), tuple("few", 2), tuple("single", 1));
    assertThat(split.heldOut()).isEqualTo(5);
  }

  @Test
  void leavesOfEachConceptOneToTrain() {
    List<Concept> pairs =
        IntStream.range(0, 10).mapToObj(i -> concept("pair" + i, 2 * i, 2)).toList();

    for (long seed = 0; seed < 20; seed++) {
      DatasetSplit split = DatasetSplit.of(new DatasetSnapshot(pairs), settings(0.9, seed));

      assertThat(split.training().concepts())
          .hasSize(10)
          .allSatisfy(concept -> assertThat(concept.pictures()).hasSize(1));
      assertThat(split.validation().concepts())
          .hasSize(10)
          .allSatisfy(concept -> assertThat(concept.pictures()).hasSize(1));
    }
  }

  @Test
  void noConceptChangesWhatOthersHoldOut() {
    Concept cats = concept("cats", 0, 10);
    Concept dogs = concept("dogs", 10, 7);

    Concept beside =
        DatasetSplit.of(new DatasetSnapshot(List.of(dogs, cats)), settings(0.3, 5))
            .validation()
            .concepts()
            .get(1);

    assertThat(DatasetSplit.of(new DatasetSnapshot(List.of(cats)), settings(0.3, 5)))
        .extracting(split -> split.validation().concepts().get(0))
        .isEqualTo(beside);
  }

  /** Another choice would send trainings that are under way on another way when they resume. */
  @Test
  void theChoiceStaysTheSameFromVersionToVersion() {
    assertThat(DatasetSplit.of(dataset(10), settings(0.3, 23)).validation().pictures())
        .extracting(Picture::name)
        .containsExactly("00002-0-cat.png", "00007-0-cat.png", "00008-0-cat.png");
  }

  @Test
  void neitherHoldsOutNorJudgesRegularisation() {
    Concept cats = dataset(10).concepts().get(0);
    Concept kept =
        new Concept("kept", 1, "cats", true, List.of(picture("00010-0-k.png"), picture("k.png")));
    DatasetSnapshot whole = new DatasetSnapshot(List.of(kept, cats));

    DatasetSplit split = DatasetSplit.of(whole, settings(0.3, 1));
    DatasetSplit same = DatasetSplit.of(whole, settings(0, 1));

    assertThat(split.heldOut()).isEqualTo(3);
    assertThat(split.validation().pictures())
        .hasSize(3)
        .doesNotContainAnyElementsOf(kept.pictures());
    assertThat(split.training().concepts().get(0)).isEqualTo(kept);
    assertThat(split.training().pictures()).hasSize(9);
    assertThat(same.validation()).isEqualTo(dataset(10));
    assertThat(same.training()).isEqualTo(whole);
    assertThat(same.heldOut()).isZero();
    assertThat(DatasetSplit.mostOriginals(whole)).isEqualTo(10);
  }

  @Test
  void countsTheOriginalsOfTheLargestConcept() {
    Concept kept = new Concept("kept", 1, "cats", true, concept("kept", 10, 9).pictures());

    assertThat(
            DatasetSplit.mostOriginals(
                new DatasetSnapshot(List.of(concept("a", 0, 1), kept, concept("b", 1, 2)))))
        .isEqualTo(2);
    assertThat(DatasetSplit.mostOriginals(new DatasetSnapshot(List.of(kept)))).isZero();
  }

  @Test
  void theSeedAloneChooses() {
    DatasetSnapshot whole = dataset(20);

    DatasetSplit split = DatasetSplit.of(whole, settings(0.3, 1));

    assertThat(DatasetSplit.of(whole, settings(0.3, 1))).isEqualTo(split);
    assertThat(DatasetSplit.of(whole, settings(0.3, 2))).isNotEqualTo(split);
  }

  @Test
  void picturesOfOneOriginalGoTheSameWay() {
    List<Picture> mirrored =
        IntStream.range(0, 10)
            .boxed()
            .flatMap(
                i ->
                    IntStream.range(0, 2)
                        .mapToObj(sub -> picture("%05d-%d-cat-1.png".formatted(i, sub))))
            .toList();
    DatasetSnapshot whole = new DatasetSnapshot(1, "cat", mirrored);

    DatasetSplit split = DatasetSplit.of(whole, settings(0.2, 1));

    assertThat(DatasetSplit.mostOriginals(whole)).isEqualTo(10);
    assertThat(split.heldOut()).isEqualTo(4);
    assertThat(split.validation().pictures().stream().map(it -> it.name().substring(0, 5)))
        .doesNotContainAnyElementsOf(
            split.training().pictures().stream().map(it -> it.name().substring(0, 5)).toList());
  }

  @Test
  void withoutAShareTheSamePicturesAreJudged() {
    DatasetSnapshot whole = dataset(3);

    assertThat(DatasetSplit.of(whole, settings(0, 1))).isEqualTo(new DatasetSplit(whole, whole));
  }

  @Test
  void refusesToHoldOutTheOnlyPicture() {
    DatasetSnapshot singles =
        new DatasetSnapshot(List.of(concept("cats", 0, 1), concept("dogs", 1, 1)));

    assertThat(ValidationRules.problem(settings(0.5, 1), singles).orElseThrow().message())
        .isEqualTo(
            "validationSplit 0.5 holds pictures out, but no concept has more than a single one: add"
                + " others, or set it to 0.");
    assertThat(ValidationRules.problem(settings(0.5, 1), dataset(2))).isEmpty();
    assertThat(ValidationRules.problem(settings(0, 1), singles)).isEmpty();
  }

  private static ValidationSettings settings(double share, long seed) {
    return Sessions.settings(Map.of("validationSplit", share, "validationSeed", seed)).validation();
  }

  private static DatasetSnapshot dataset(int pictures) {
    return new DatasetSnapshot(
        3,
        "cat",
        IntStream.range(0, pictures)
            .mapToObj(i -> picture("%05d-0-cat.png".formatted(i)))
            .toList());
  }

  /** Its pictures' names begin with numbers from {@code first} on. */
  private static Concept concept(String name, int first, int pictures) {
    return new Concept(
        name,
        3,
        name,
        false,
        IntStream.range(first, first + pictures)
            .mapToObj(i -> picture("%05d-0-%s.png".formatted(i, name)))
            .toList());
  }

  private static Picture picture(String name) {
    return Sessions.picture(name, 64, 64, "a cat");
  }
}
