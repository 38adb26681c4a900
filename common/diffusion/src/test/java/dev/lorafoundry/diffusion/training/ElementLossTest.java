package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.LossType;
import dev.lorafoundry.diffusion.Fixtures;
import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

final class ElementLossTest {
  private static final JsonNode GOLDEN =
      Fixtures.json("misc/noise_schedule.json").get("elementwise_loss");

  @ParameterizedTest
  @EnumSource
  void isThatOfTheReference(LossType type) {
    ElementLoss loss = new ElementLoss(type);
    Program program = new Program("loss");
    program.method(
        "loss",
        m ->
            m.returns(
                "loss",
                loss.of(m.input("prediction").sub(m.input("target")), () -> m.input("huber_c"))));
    int rows = GOLDEN.get("huber_c").size();
    int columns = GOLDEN.get("target").get(0).size();

    try (Executable executable = Models.load(program);
        Tensor prediction = Models.RUNTIME.floats(Shape.of(rows, columns), numbers("prediction"));
        Tensor target = Models.RUNTIME.floats(Shape.of(rows, columns), numbers("target"));
        Tensor threshold = Models.RUNTIME.floats(Shape.of(rows, 1), numbers("huber_c"));
        Outputs outputs =
            executable.run(
                "loss",
                loss.hasThreshold()
                    ? Map.of("prediction", prediction, "target", target, "huber_c", threshold)
                    : Map.of("prediction", prediction, "target", target))) {
      Numbers.assertClose(outputs.get("loss").toFloats(), numbers(type.label()), 1e-6);
    }
  }

  /** One row after another. */
  private static float[] numbers(String name) {
    JsonNode rows = GOLDEN.get(name);
    int columns = Math.max(1, rows.get(0).size());
    float[] numbers = new float[rows.size() * columns];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode row = rows.get(i / columns);
      numbers[i] = (float) (row.isArray() ? row.get(i % columns) : row).asDouble();
    }
    return numbers;
  }
}
