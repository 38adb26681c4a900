package dev.lorafoundry.startermodel.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExampleTest {
  private static final int SIDE = 64;

  @Test
  void sameSeedAndNumberGiveTheSamePicture() {
    Example one = Example.toTrain(1, 5, SIDE);
    Example other = Example.toTrain(1, 5, SIDE);

    assertThat(one.caption()).isEqualTo(other.caption());
    assertThat(one.planes()).isEqualTo(other.planes());
    assertThat(one.planes()).isNotEqualTo(Example.toTrain(2, 5, SIDE).planes());
  }

  @Test
  void noHeldOutCombinationIsTrained() {
    Set<String> trained = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      Example example = Example.toTrain(1, i, 8);
      assertThat(example.scene().heldOut()).isFalse();
      trained.add(example.scene().caption());
    }
    for (int i = 0; i < 500; i++) {
      assertThat(trained).doesNotContain(Example.toMeasure(1, i, 8).caption());
    }
  }

  @Test
  void captionsUseOnlyWordsOfTheVocabulary() {
    for (int i = 0; i < 500; i++) {
      String caption = Example.toTrain(1, i, 8).caption();
      assertThat(Scene.vocabulary()).contains(caption.split("[ ,]+"));
      assertThat(caption)
          .contains(Example.toTrain(1, i, 8).scene().hue().word())
          .contains(Example.toTrain(1, i, 8).scene().figure().word());
    }
  }

  @Test
  void picturesLieBetweenMinusOneAndOne() {
    for (float value : Example.toTrain(1, 0, SIDE).planes()) {
      assertThat(value).isBetween(-1f, 1f);
    }
  }
}
