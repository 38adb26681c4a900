package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.WorkState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class WordsTest {
  @Test
  void writesNumbersWithTheirThings() {
    assertThat(Words.count(1, "job")).isEqualTo("1 job");
    assertThat(Words.count(12_345, "step")).isEqualTo("12,345 steps");
  }

  @Test
  void writesSizes() {
    assertThat(Words.bytes(1)).isEqualTo("1 byte");
    assertThat(Words.bytes(2_140_000)).isEqualTo("2.1 MB");
    assertThat(Words.bytes(16_000_000_000L)).isEqualTo("16 GB");
  }

  @Test
  void writesMemoryAsGpusAreSoldByIt() {
    assertThat(Words.memory(12L << 20)).isEqualTo("12 MiB");
    assertThat(Words.memory(4_400L << 20)).isEqualTo("4.3 GiB");
  }

  @Test
  void writesTimes() {
    assertThat(Words.duration(Duration.ofSeconds(41))).isEqualTo("41 s");
    assertThat(Words.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
    assertThat(Words.duration(Duration.ofMinutes(150))).isEqualTo("2 h 30 min");
  }

  @Test
  void makesLabelsOfNames() {
    assertThat(Words.label("gradientCheckpointing")).isEqualTo("Gradient checkpointing");
    assertThat(Words.label("unetLearningRate")).isEqualTo("U-Net learning rate");
    assertThat(Words.label("")).isEmpty();
  }

  @Test
  void saysStatesAsTheQueueDoes() {
    assertThat(Words.state("queued")).isEqualTo(WorkState.QUEUED.words()).isEqualTo("waiting");
    assertThat(Words.state("released")).isEqualTo("offered to workers");
    assertThat(Words.state("pausing")).isEqualTo("pausing");
    assertThat(Words.state("partly done")).isEqualTo("partly done");
  }
}
