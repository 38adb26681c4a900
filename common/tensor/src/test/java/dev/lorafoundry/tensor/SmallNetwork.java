package dev.lorafoundry.tensor;

import java.util.HashMap;
import java.util.Map;

/** A network of two layers that learns by AdamW: what memory and speed are measured with. */
final class SmallNetwork implements AutoCloseable {
  static final int WIDTH = 64;
  static final int BATCH = 32;

  private final Executable executable;
  private final Map<String, Tensor> inputs;

  SmallNetwork(TensorRuntime runtime) {
    Program program = TwoLayers.learning(Shape.of(WIDTH, WIDTH), Shape.of(WIDTH, WIDTH));
    program.method("call", m -> m.returns("y", m.input("x").add(1)));
    try (Tensor start = runtime.floats(Shape.of(WIDTH, WIDTH), waves(WIDTH * WIDTH, 0.1))) {
      executable = runtime.load(program, name -> start);
    }
    inputs = new HashMap<>();
    inputs.put("x", runtime.floats(Shape.of(BATCH, WIDTH), waves(BATCH * WIDTH, 1)));
    inputs.put("y", runtime.floats(Shape.of(BATCH, WIDTH), waves(BATCH * WIDTH, 1)));
    inputs.put("rate", runtime.scalar(1e-3));
  }

  float step() {
    try (Outputs out = executable.run("step", inputs)) {
      return out.item("loss");
    }
  }

  /** A method of a single addition: what a call costs. */
  void call() {
    executable.run("call", inputs).close();
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
    executable.close();
  }

  private static float[] waves(int count, double height) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (height * Math.sin(1.7 * i * i));
    }
    return numbers;
  }
}
