package dev.lorafoundry.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptChunksTest {
  private final ClipTokenizer tokenizer =
      new ClipTokenizer(Vocabulary.ofMerges(List.of("a b</w>")));
  private final int comma = tokenizer.encode(",").get(0);
  private final int x = tokenizer.encode("x").get(0);

  @Test
  void emptyPromptIsOneChunkOfEnds() {
    TokenChunks chunks = of("");

    assertThat(chunks.count()).isEqualTo(1);
    assertThat(chunks.ids().get(0)).startsWith(tokenizer.start(), tokenizer.end()).hasSize(77);
    assertThat(chunks.weights().get(0)).hasSize(77).containsOnly(1f);
  }

  @Test
  void weighsTheWordsInBrackets() {
    TokenChunks chunks = of("x (ab:1.5) [x]");

    assertThat(chunks.weights().get(0).subList(0, 5))
        .containsExactly(1f, 1f, 1.5f, (float) (1 / 1.1), 1f);
  }

  @Test
  void longPromptTakesAsManyChunksAsItNeeds() {
    TokenChunks chunks = of("x ".repeat(151));

    assertThat(chunks.count()).isEqualTo(3);
    assertThat(chunks.ids()).allMatch(chunk -> chunk.size() == 77);
    assertThat(chunks.ids().get(2)).startsWith(tokenizer.start(), x, tokenizer.end());
  }

  @Test
  void fullChunkGivesTheWordsAfterItsLastCommaToTheNext() {
    TokenChunks chunks = of("x ".repeat(70) + ", " + "ab ".repeat(10));

    List<Integer> first = chunks.ids().get(0);
    assertThat(first.get(71)).isEqualTo(comma);
    assertThat(first.subList(72, 77)).containsOnly(tokenizer.end());
    assertThat(Collections.frequency(chunks.ids().get(1), tokenizer.encode("ab").get(0)))
        .isEqualTo(10);
  }

  @Test
  void wordsAfterAnEarlyCommaStay() {
    TokenChunks chunks = of("x ".repeat(40) + ", " + "x ".repeat(40));

    assertThat(chunks.ids().get(0).get(75)).isEqualTo(x);
    assertThat(Collections.frequency(chunks.ids().get(1), x)).isEqualTo(6);
  }

  @Test
  void breakBeginsAnotherChunk() {
    TokenChunks chunks = of("x BREAK ab");

    assertThat(chunks.count()).isEqualTo(2);
    assertThat(chunks.ids().get(0)).startsWith(tokenizer.start(), x, tokenizer.end());
    assertThat(chunks.ids().get(1)).startsWith(tokenizer.start(), tokenizer.encode("ab").get(0));
  }

  private TokenChunks of(String prompt) {
    return PromptChunks.of(tokenizer, prompt);
  }
}
