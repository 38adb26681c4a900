package dev.lorafoundry.diffusion.optimiser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.diffusion.Models;
import dev.lorafoundry.diffusion.Numbers;
import dev.lorafoundry.tensor.DynamicMap;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters of several sizes, in three groups, with gradients that are drawn for each step. */
final class EightBitOptimisersTest {
  private static final AdamW ADAM_W = new AdamW(0.8, 0.95, 1e-6, 0.1);
  private static final Lion LION = new Lion(0.9, 0.99, 0.1);
  private static final int STEPS = 4;

  private static final List<ParameterGroup> GROUPS =
      List.of(
          new ParameterGroup("first", 0, 3),
          new ParameterGroup("every other", 3, 7, 2, 1),
          new ParameterGroup("others", 4, 7, 2, 1));
  private static final float[] RATES = {0.1f, 0.02f, 0.05f};

  private enum Parameter {
    LARGE(0, 64, 64),
    UNEVEN(0, 50, 101),
    SMALL(0, 4095),
    HUGE(1, 600, 1000),
    TINY(2, 3),
    OTHER_HUGE(1, 600, 1000),
    LARGE_AGAIN(2, 4, 16, 8, 10);

    private final float rate;
    private final Shape shape;

    Parameter(int group, long... sizes) {
      rate = RATES[group];
      shape = Shape.of(sizes);
    }

    private boolean isSmall() {
      return this == SMALL || this == TINY;
    }

    private float[] start() {
      return draw(0, 1);
    }

    /** Of a step from 1, larger from step to step. */
    private float[] gradient(int step) {
      return draw(step, 1e-3 * step);
    }

    private float[] draw(int step, double size) {
      Random random = new Random(31L * name().hashCode() + step);
      float[] numbers = new float[(int) shape.elements()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (size * random.nextGaussian());
      }
      return numbers;
    }
  }

  /** What is kept of a moment in plain Java. */
  private static final class Kept {
    private final float[] map;
    private final float[] codes;
    private final float[] numbers;

    Kept(DynamicMap map, Parameter of) {
      this.map = map.numbers();
      numbers = new float[(int) of.shape.elements()];
      codes = new float[(numbers.length + 255) / 256 * 256];
    }

    void keep(float... moment) {
      for (int from = 0; from < codes.length; from += 256) {
        float scale = 0;
        for (int i = from; i < Math.min(from + 256, moment.length); i++) {
          scale = Math.max(scale, Math.abs(moment[i]));
        }
        for (int i = from; i < from + 256; i++) {
          codes[i] = code(i < moment.length ? moment[i] / scale : 0);
          if (i < moment.length) {
            numbers[i] = map[(int) codes[i]] * scale;
          }
        }
      }
    }

    private int code(float relative) {
      int low = 0;
      int high = 255;
      while (low < high) {
        int middle = (low + high) / 2;
        float bound = (float) (((double) map[middle] + map[middle + 1]) / 2);
        if (relative <= bound) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low;
    }
  }

  @Test
  void adamWGoesOnWithWhatItKeepsOfItsMoments() {
    Map<String, float[]> end = train(new AdamW8bit(ADAM_W), STEPS);

    for (Parameter each : Parameter.values()) {
      if (!each.isSmall()) {
        Kept first = new Kept(DynamicMap.SIGNED, each);
        Kept second = new Kept(DynamicMap.UNSIGNED, each);
        float[] expected = each.start();
        for (int step = 1; step <= STEPS; step++) {
          adamW(expected, each, step, first, second);
        }
        Numbers.assertClose(end.get(each.name()), expected, 1e-5);
        assertThat(end.get("adamw8bit_first." + each)).isEqualTo(first.codes);
        assertThat(end.get("adamw8bit_second." + each)).isEqualTo(second.codes);
      }
    }
  }

  private static void adamW(float[] p, Parameter of, int step, Kept first, Kept second) {
    float[] g = of.gradient(step);
    float[] m = first.numbers.clone();
    float[] v = second.numbers.clone();
    for (int i = 0; i < p.length; i++) {
      m[i] = m[i] * (float) 0.8 + g[i] * (float) (1 - 0.8);
      v[i] = v[i] * (float) 0.95 + g[i] * g[i] * (float) (1 - 0.95);
      double root = Math.sqrt(v[i] / (1 - Math.pow(0.95, step)));
      double change = m[i] / (1 - Math.pow(0.8, step)) / (root + 1e-6);
      p[i] = (float) (p[i] * (1 - of.rate * 0.1) - of.rate * change);
    }
    first.keep(m);
    second.keep(v);
  }

  @Test
  void lionGoesOnWithWhatItKeepsOfItsMomentum() {
    Map<String, float[]> end = train(new Lion8bit(LION), STEPS);

    for (Parameter each : Parameter.values()) {
      if (!each.isSmall()) {
        Kept kept = new Kept(DynamicMap.SIGNED, each);
        float[] expected = each.start();
        for (int step = 1; step <= STEPS; step++) {
          lion(expected, each, step, kept);
        }
        Numbers.assertClose(end.get(each.name()), expected, 1e-5);
        assertThat(end.get("lion8bit_momentum." + each)).isEqualTo(kept.codes);
      }
    }
  }

  private static void lion(float[] p, Parameter of, int step, Kept kept) {
    float[] g = of.gradient(step);
    float[] m = kept.numbers.clone();
    for (int i = 0; i < p.length; i++) {
      float mixed = m[i] * (float) 0.9 + g[i] * (float) (1 - 0.9);
      p[i] = (float) (p[i] * (1 - of.rate * 0.1) - of.rate * Math.signum(mixed));
      m[i] = m[i] * (float) 0.99 + g[i] * (float) (1 - 0.99);
    }
    kept.keep(m);
  }

  @ParameterizedTest
  @CsvSource({"true, 0.02", "false, 0.2"})
  void smallParametersAreThoseOf32BitsAndLargeOnesNearThem(boolean adamW, double error) {
    Map<String, float[]> full = train(adamW ? ADAM_W : LION, STEPS);
    Map<String, float[]> kept = train(adamW ? new AdamW8bit(ADAM_W) : new Lion8bit(LION), STEPS);

    for (Parameter each : Parameter.values()) {
      float[] expected = full.get(each.name());
      if (each.isSmall()) {
        assertThat(kept.get(each.name())).isEqualTo(expected);
      } else {
        assertThat(Numbers.relativeError(kept.get(each.name()), expected))
            .isGreaterThan(1e-6)
            .isLessThan(error);
      }
    }
  }

  /** Every other parameter is passed by at first: it trains as if the training began later. */
  @Test
  void adamWCountsTheStepsThatAParameterTook() {
    AdamW8bit adamW = new AdamW8bit(ADAM_W);
    Map<String, float[]> all = train(adamW, 1, STEPS);
    Map<String, float[]> late = train(adamW, 3, STEPS);
    Map<String, float[]> end = new HashMap<>();
    try (Tensor rates = Models.RUNTIME.floats(Shape.of(RATES.length), RATES);
        Tensor some = Models.RUNTIME.floats(Shape.of(7), 0, 1, 0, 1, 0, 1, 0);
        Tensor none = Models.RUNTIME.floats(Shape.of(7), new float[7]);
        Executable executable = load(passingBy(adamW))) {
      for (int step = 1; step <= STEPS; step++) {
        take(executable, step, Map.of("rates", rates, "passed", step < 3 ? some : none));
      }
      executable.parameters().forEach((name, tensor) -> end.put(name, tensor.toFloats()));
    }

    boolean passed = false;
    for (Parameter each : Parameter.values()) {
      Numbers.assertClose(end.get(each.name()), (passed ? late : all).get(each.name()), 1e-6);
      passed = !passed;
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void remembersInAQuarterOfTheBytes(boolean adamW) {
    long full = stateBytes(adamW ? ADAM_W : LION);
    long kept = stateBytes(adamW ? new AdamW8bit(ADAM_W) : new Lion8bit(LION));

    assertThat(kept / (double) full).isBetween(0.25, 0.26);
  }

  @Test
  void updatesAtOnceWhatIsKeptInOneWayAndTakesLittleMemory() {
    Program program = program(new Lion8bit(LION));

    assertThat(Stretch.of(program, GROUPS.get(0)))
        .containsExactly(
            new Stretch(new ParameterGroup("first", 0, 2), true),
            new Stretch(new ParameterGroup("first", 2, 3), false));
    assertThat(Stretch.of(program, GROUPS.get(1)))
        .containsExactly(
            new Stretch(new ParameterGroup("every other", 3, 5, 2, 1), true),
            new Stretch(new ParameterGroup("every other", 5, 7, 2, 1), true));
    assertThat(Stretch.of(program, GROUPS.get(2)))
        .containsExactly(
            new Stretch(new ParameterGroup("others", 4, 6, 2, 1), false),
            new Stretch(new ParameterGroup("others", 6, 7, 2, 1), true));
  }

  private static Program program(Optimiser optimiser) {
    Program program = withParameters();
    program.method("step", m -> update(program, m, optimiser));
    return program;
  }

  private static Program passingBy(Optimiser optimiser) {
    Program program = withParameters();
    program.method(
        "step", m -> m.passingBy(m.input("passed"), () -> update(program, m, optimiser)));
    return program;
  }

  private static Program withParameters() {
    Program program = new Program("given gradients");
    for (Parameter each : Parameter.values()) {
      program.parameter(each.name(), each.shape);
    }
    return program;
  }

  private static void update(Program program, MethodScope m, Optimiser optimiser) {
    Values gradients = m.inputs("gradients", Parameter.values().length);
    optimiser.update(program, gradients, GROUPS, m.input("rates"));
  }

  /** All parameters and states after so many steps. */
  private static Map<String, float[]> train(Optimiser optimiser, int steps) {
    return train(optimiser, 1, steps);
  }

  private static Map<String, float[]> train(Optimiser optimiser, int from, int to) {
    Map<String, float[]> end = new HashMap<>();
    try (Tensor rates = Models.RUNTIME.floats(Shape.of(RATES.length), RATES);
        Executable executable = load(program(optimiser))) {
      for (int step = from; step <= to; step++) {
        take(executable, step, Map.of("rates", rates));
      }
      executable.parameters().forEach((name, tensor) -> end.put(name, tensor.toFloats()));
      executable.states().forEach((name, tensor) -> end.put(name, tensor.toFloats()));
    }
    return end;
  }

  private static void take(Executable executable, int step, Map<String, Tensor> inputs) {
    List<Tensor> gradients = new ArrayList<>();
    for (Parameter each : Parameter.values()) {
      gradients.add(Models.RUNTIME.floats(each.shape, each.gradient(step)));
    }
    executable.run("step", inputs, Map.of("gradients", gradients)).close();
    gradients.forEach(Tensor::close);
  }

  private static long stateBytes(Optimiser optimiser) {
    try (Executable executable = load(program(optimiser))) {
      return executable.states().values().stream()
          .mapToLong(tensor -> tensor.shape().elements() * tensor.dtype().bytes())
          .sum();
    }
  }

  private static Executable load(Program program) {
    Map<String, Tensor> start = new LinkedHashMap<>();
    for (Parameter each : Parameter.values()) {
      start.put(each.name(), Models.RUNTIME.floats(each.shape, each.start()));
    }
    try {
      return Models.RUNTIME.load(program, start::get);
    } finally {
      start.values().forEach(Tensor::close);
    }
  }
}
