package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OwnedTensorsTest {
  private final FullDevice device = new FullDevice();
  private final TensorRuntime runtime = device.runtime();

  @AfterEach
  void close() {
    device.close();
  }

  private Map<String, Tensor> three() {
    try (OwnedTensors made = new OwnedTensors()) {
      made.put("a", runtime.scalar(1));
      made.put("b", runtime.longs(Shape.of(1), 2));
      made.put("c", runtime.zeros(Shape.of(2), DType.F16));
      return made.release();
    }
  }

  @Test
  void areTheCallersOnceReleased() {
    Map<String, Tensor> made = three();

    assertThat(made.keySet()).containsExactly("a", "b", "c");
    assertThat(made.get("a").item()).isEqualTo(1);
    assertThat(runtime.openTensors()).isEqualTo(3);
  }

  @Test
  void areClosedWhereOneCannotBeMade() {
    three().values().forEach(Tensor::close);
    int all = device.made();
    for (int n = 1; n <= all; n++) {
      device.refuseAfter(n);

      assertThatThrownBy(this::three).isInstanceOf(OutOfMemoryError.class);

      assertThat(runtime.openTensors()).as("with no room for number %d", n).isZero();
    }
  }

  @Test
  void haveOneNameEach() {
    try (OwnedTensors made = new OwnedTensors()) {
      made.put("a", runtime.scalar(1));

      assertThatThrownBy(() -> made.put("a", runtime.scalar(2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("there is a tensor 'a' already");
    }
    assertThat(runtime.openTensors()).isZero();
  }
}
