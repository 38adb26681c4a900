package dev.lorafoundry.startermodel.making;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.startermodel.scene.Scene;
import org.junit.jupiter.api.Test;

final class BytePairsTest {
  private final ClipTokenizer tokenizer = new ClipTokenizer(BytePairs.learn(Scene.vocabulary()));

  @Test
  void everyWordIsOneToken() {
    for (String word : Scene.vocabulary()) {
      assertThat(tokenizer.encode(word)).as(word).hasSize(1);
    }
  }

  @Test
  void otherWordsAreSpelt() {
    assertThat(tokenizer.encode("zorb").size()).isBetween(2, 4);
  }
}
