package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TensorRuntimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "CPU", "Cpu"})
  void theProcessorIsNoGpuHoweverItIsWritten(String device) {
    try (TensorRuntime runtime = TensorRuntime.open(device, 1)) {
      assertThat(runtime.onGpu()).isFalse();
    }
  }

  @Test
  void refusesDevicesThatItDoesNotKnow() {
    assertThatThrownBy(() -> TensorRuntime.open("gpu", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use cpu, cuda or cuda:N");
  }
}
