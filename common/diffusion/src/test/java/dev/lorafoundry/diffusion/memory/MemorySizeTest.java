package dev.lorafoundry.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemorySizeTest {
  @Test
  void writesMemoryAsGpusAreSoldByIt() {
    assertThat(MemorySize.text(12L << 20)).isEqualTo("12 MiB");
    assertThat(MemorySize.text(4_400L << 20)).isEqualTo("4.3 GiB");
    assertThat(MemorySize.text(24L << 30)).isEqualTo("24.0 GiB");
  }
}
