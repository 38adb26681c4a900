package dev.lorafoundry.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.objectstore.ObjectKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNamesTest {

  @Test
  void namesFilesAsSdScriptsDoes() {
    assertThat(FileNames.last("starz-v5")).isEqualTo("starz-v5.safetensors");
    assertThat(FileNames.afterEpoch("starz-v5", 6)).isEqualTo("starz-v5-000006.safetensors");
    assertThat(FileNames.afterStep("starz-v5", 100)).isEqualTo("starz-v5-step00000100.safetensors");
    assertThat(FileNames.state(40)).isEqualTo("state-40.safetensors");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stârz 🦊", "../../etc", "a/b\\c", "\u0000", "..", "x"})
  void noNameOfAPersonBendsAKey(String name) {
    String inKey = FileNames.inKey(FileNames.last(name));

    assertThat(ObjectKey.of("jobs", inKey).name()).isEqualTo(inKey).endsWith(".safetensors");
  }

  @Test
  void keepsTheEndOfLongNames() {
    String name = FileNames.afterEpoch("x".repeat(300), 6);

    assertThat(FileNames.inKey(name)).hasSize(120).endsWith("-000006.safetensors");
  }
}
