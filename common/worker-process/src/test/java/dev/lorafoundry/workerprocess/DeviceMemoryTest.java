package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.tensor.TensorRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

final class DeviceMemoryTest {
  private final TensorRuntime runtime = TensorRuntime.cpu(1);

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void isUnknownOfAProcessor() {
    assertThat(DeviceMemory.of(null, runtime).bytes()).isEmpty();
    assertThat(DeviceMemory.of(null, runtime).orNull()).isNull();
  }

  @Test
  void isWhatTheOperatorTells() {
    assertThat(DeviceMemory.of(DataSize.ofGigabytes(24), runtime).orNull()).isEqualTo(24L << 30);
  }

  @Test
  void isNotToldWhereTheOperatorTellsNone() {
    assertThat(DeviceMemory.of(DataSize.ofBytes(0), runtime).bytes()).isEmpty();
  }
}
