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
    Program program = new Program("small");
    Value first = program.parameter("first", Shape.of(WIDTH, WIDTH));
    Value second = program.parameter("second", Shape.of(WIDTH, WIDTH));
    Values means = program.state("means");
    Values squares = program.state("squares");
    Value count = program.counter("count");
    program.method("call", m -> m.returns("y", m.input("x").add(1)));
    program.method(
        "step",
        m -> {
          Values leaves = m.train();
          Value x = m.input("x");
          Value rate = m.input("rate");
          Value loss = x.linear(first, null).silu().linear(second, null).sub(x).square().mean();
          Values gradients = m.gradients(loss, leaves);
          count.addInPlace(1);
          program
              .parameterList()
              .fusedAdamW(
                  gradients,
                  means,
                  squares,
                  count,
                  rate,
                  new Values.AdamWNumbers(0.9, 0.999, 0.01, 1e-8));
          m.returns("loss", loss.detach());
        });
    try (Tensor start = runtime.floats(Shape.of(WIDTH, WIDTH), waves(WIDTH * WIDTH, 0.1))) {
      executable = runtime.load(program, name -> start);
    }
    inputs = new HashMap<>();
    inputs.put("x", runtime.floats(Shape.of(BATCH, WIDTH), waves(BATCH * WIDTH, 1)));
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
