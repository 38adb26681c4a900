package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks against what plain Java makes of their numbers. */
final class BlockQuantiserTest {
  private static final TensorRuntime runtime = TestDevice.open();

  @AfterAll
  static void close() {
    runtime.close();
  }

  /** The widest gap of a map is a part of what is below 1. */
  @ParameterizedTest
  @CsvSource({"SIGNED, 64", "UNSIGNED, 128"})
  void keepsTheNearestNumberOfTheMap(DynamicMap map, int parts) {
    float[] blocks = draws(map);
    Map<String, float[]> kept = quantised(map, blocks);

    assertThat(kept.get("restored")).hasSameSizeAs(blocks);
    for (int i = 0; i < blocks.length; i++) {
      float scale = largest(blocks, i / Blocks.SIZE);
      float restored = kept.get("restored")[i];
      assertThat(kept.get("scales")[i / Blocks.SIZE]).isEqualTo(scale);
      assertThat(restored).isEqualTo(map.numbers()[(int) kept.get("codes")[i]] * scale);
      assertThat(Math.abs(restored - blocks[i]))
          .isEqualTo(leastDistance(map, blocks[i], scale))
          .isLessThanOrEqualTo(0.4501f / parts * scale);
    }
  }

  /** Three blocks: of usual numbers, of tiny ones among large ones, and of zeros. */
  private static float[] draws(DynamicMap map) {
    Random random = new Random(5);
    float[] blocks = new float[3 * Blocks.SIZE];
    for (int i = 0; i < 2 * Blocks.SIZE; i++) {
      double size = i < Blocks.SIZE ? 1e-3 : Math.pow(10, 8 * random.nextDouble() - 10);
      double draw = random.nextGaussian() * size;
      blocks[i] = (float) (map == DynamicMap.SIGNED ? draw : Math.abs(draw));
    }
    return blocks;
  }

  private static float largest(float[] numbers, int block) {
    float largest = 0;
    for (int i = 0; i < Blocks.SIZE; i++) {
      largest = Math.max(largest, Math.abs(numbers[block * Blocks.SIZE + i]));
    }
    return largest;
  }

  private static float leastDistance(DynamicMap map, float number, float scale) {
    float least = Float.MAX_VALUE;
    for (float each : map.numbers()) {
      least = Math.min(least, Math.abs(each * scale - number));
    }
    return least;
  }

  private static Map<String, float[]> quantised(DynamicMap map, float... blocks) {
    Program program = new Program("quantiser");
    program.method(
        "f",
        m -> {
          Value given = m.input("blocks");
          BlockQuantiser quantiser = new BlockQuantiser(map, given);
          BlockQuantiser.Quantised quantised = quantiser.quantise(given);
          m.returns("codes", quantised.codes());
          m.returns("scales", quantised.scales());
          m.returns("restored", quantiser.restore(quantised));
        });
    Shape shape = Shape.of(blocks.length / Blocks.SIZE, Blocks.SIZE);
    try (Executable executable = runtime.load(program, name -> null);
        Tensor given = runtime.floats(shape, blocks);
        Outputs out = executable.run("f", Map.of("blocks", given))) {
      assertThat(out.get("codes").dtype()).isEqualTo(DType.U8);
      assertThat(out.get("restored").shape()).isEqualTo(shape);
      return Map.of(
          "codes",
          out.get("codes").toFloats(),
          "scales",
          out.get("scales").toFloats(),
          "restored",
          out.get("restored").toFloats());
    }
  }

  @Test
  void eachTensorBeginsWithABlockOfItsOwn() {
    Program program = new Program("blocks");
    program.method(
        "f",
        m -> {
          Values tensors = m.inputs("tensors", 2);
          Value blocks = Blocks.of(tensors);
          m.returns("blocks", blocks);
          Values parts = m.inputs("counts", 2).partsOf(blocks);
          Values again = tensors.shaped(parts);
          m.returns("first", again.get(0));
          m.returns("second", again.get(1));
        });
    float[] some = new float[300];
    float[] others = new float[512];
    Arrays.fill(some, 2);
    Arrays.fill(others, 3);

    try (Executable executable = runtime.load(program, name -> null);
        Tensor first = runtime.floats(Shape.of(3, 100), some);
        Tensor second = runtime.floats(Shape.of(512), others);
        Tensor two = runtime.floats(Shape.of(2), 0, 0);
        Outputs out =
            executable.run(
                "f",
                Map.of(),
                Map.of("tensors", List.of(first, second), "counts", List.of(two, two)))) {
      float[] blocks = out.get("blocks").toFloats();
      assertThat(out.get("blocks").shape()).isEqualTo(Shape.of(4, 256));
      for (int i = 0; i < blocks.length; i++) {
        assertThat(blocks[i]).isEqualTo(i < 300 ? 2 : i < 512 ? 0 : 3);
      }
      assertThat(out.get("first").shape()).isEqualTo(Shape.of(3, 100));
      assertThat(out.get("first").toFloats()).isEqualTo(some);
      assertThat(out.get("second").toFloats()).isEqualTo(others);
    }
  }
}
