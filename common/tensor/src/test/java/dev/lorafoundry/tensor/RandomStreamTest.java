package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomStreamTest {
  private static final TensorRuntime runtime = TestDevice.open();

  @AfterAll
  static void close() {
    runtime.close();
  }

  /** Its numbers as they are published for other implementations. */
  @Test
  void mixesAsSplitMix64Does() {
    long start = 1_234_567;
    String[] published = {
      "6457827717110365317", "3203168211198807973", "9817491932198370423", "4593380528125082431"
    };

    for (int i = 0; i < published.length; i++) {
      long number = SplitMix64.mix(start + (i + 1) * SplitMix64.GAMMA);
      assertThat(Long.toUnsignedString(number)).isEqualTo(published[i]);
    }
    assertThat(SplitMix64.unit(-1)).isEqualTo(1 - 0x1p-53);
    assertThat(SplitMix64.unit(0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE, 0x9e3779b97f4a7c15L})
  void drawsTheNumbersOfSplitMix64(long start) {
    float[] truths = truths(Shape.of(2, 3, 5), 0.3, start);

    long state = start;
    for (float truth : truths) {
      state += SplitMix64.GAMMA;
      double number = SplitMix64.unit(SplitMix64.mix(state));
      assertThat(truth).as("%s", number).isEqualTo(number >= 0.3 ? 1 : 0);
    }
  }

  @Test
  void isTrueAsOftenAsTheBoundSays() {
    float[] truths = truths(Shape.of(400, 500), 0.1, 7);

    double share = 0;
    for (float truth : truths) {
      share += truth / truths.length;
    }
    assertThat(share).isCloseTo(0.9, within(0.003));
  }

  @Test
  void isAlwaysTrueWithoutABound() {
    assertThat(truths(Shape.of(1000), 0, 7)).containsOnly(1);
  }

  private static float[] truths(Shape shape, double bound, long start) {
    Program program = new Program("truths");
    program.method(
        "f",
        m -> {
          Value truths = RandomStream.notBelow(bound, m.input("x"), m.input("start").select(0, 1));
          m.returns("y", truths.to(DType.F32));
        });
    try (Executable executable = runtime.load(program, it -> null);
        Tensor x = runtime.zeros(shape, DType.F32);
        Tensor starts = runtime.longs(Shape.of(2), 99, start);
        Outputs out = executable.run("f", Map.of("x", x, "start", starts))) {
      assertThat(out.get("y").shape()).isEqualTo(shape);
      return out.get("y").toFloats();
    }
  }
}
