package dev.lorafoundry.api.page.web;

import static dev.lorafoundry.api.page.web.Said.english;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void writesSizes() {
    assertThat(english(Words.bytes(1))).isEqualTo("1 byte");
    assertThat(english(Words.bytes(2_140_000))).isEqualTo("2.1 MB");
    assertThat(english(Words.bytes(16_000_000_000L))).isEqualTo("16 GB");
  }

  @Test
  void makesLabelsOfNames() {
    assertThat(Words.label("gradientCheckpointing")).isEqualTo("Gradient checkpointing");
    assertThat(Words.label("unetLearningRate")).isEqualTo("U-Net learning rate");
    assertThat(Words.label("")).isEmpty();
  }
}
