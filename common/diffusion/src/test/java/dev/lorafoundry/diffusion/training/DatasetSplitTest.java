package dev.lorafoundry.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(DatasetSplit.originals(whole)).isEqualTo(10);
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

    assertThat(DatasetSplit.originals(whole)).isEqualTo(10);
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
    assertThat(ValidationRules.problem(settings(0.5, 1), 1).orElseThrow().message())
        .isEqualTo(
            "validationSplit 0.5 holds pictures out, but the dataset has a single one: add others,"
                + " or set it to 0.");
    assertThat(ValidationRules.problem(settings(0.5, 1), 2)).isEmpty();
    assertThat(ValidationRules.problem(settings(0, 1), 1)).isEmpty();
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

  private static Picture picture(String name) {
    return Sessions.picture(name, 64, 64, "a cat");
  }
}
