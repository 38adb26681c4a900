package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WarmProgramsTest {
  private static final TensorRuntime runtime = TestDevice.open();

  private final Tensor weight = runtime.floats(Shape.of(2), 3, 5);
  private final Tensor start = runtime.floats(Shape.of(2), 1, 1);
  private final List<String> fetched = new ArrayList<>();
  private boolean broken;
  private final WarmPrograms warm =
      new WarmPrograms(
          runtime,
          name -> {
            if (broken) {
              throw new IllegalStateException("no disk");
            }
            fetched.add(name);
            return name.equals("own") ? null : weight;
          });

  @AfterEach
  void closeTensors() {
    warm.close();
    weight.close();
    start.close();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  /** Adds the weight, times a factor, to its parameter at each call, and counts the calls. */
  private static Program adding(double factor, DType type) {
    Program program = new Program("adding", type);
    Value w = program.weight("w", Shape.of(2));
    program.parameter("p", Shape.of(2));
    Value count = program.counter("count");
    program.method(
        "step",
        m -> {
          count.addInPlace(1);
          Value next = program.parameterList().get(0).add(w.to(DType.F32).mul(factor));
          m.returns("next", next);
          m.returns("count", count);
        });
    return program;
  }

  private static float[] step(Executable executable, String output) {
    try (Outputs outputs = executable.run("step", Map.of())) {
      return outputs.get(output).toFloats();
    }
  }

  @Test
  void keepsAProgramThatIsAskedForAgain() {
    Executable first = warm.load(adding(2, DType.F32), name -> start);
    assertThat(step(first, "next")).containsExactly(7, 11);
    assertThat(step(first, "count")).containsExactly(2);

    Executable second = warm.load(adding(2, DType.F32), name -> weight);

    assertThat(second).isSameAs(first);
    assertThat(step(second, "next")).containsExactly(9, 15);
    assertThat(step(second, "count")).containsExactly(2);
    assertThat(fetched).containsExactly("w");
  }

  @Test
  void givesAnotherProgramTheSameWeights() {
    Executable first = warm.load(adding(2, DType.F32), name -> start);

    Executable second = warm.load(adding(4, DType.F32), name -> start);

    assertThat(second).isNotSameAs(first);
    assertThat(step(second, "next")).containsExactly(13, 21);
    assertThat(fetched).containsExactly("w");
    assertThat(warm.bytes()).isEqualTo(8);
  }

  @Test
  void fetchesWeightsAgainInAnotherFormat() {
    warm.load(adding(2, DType.F32), name -> start);

    Executable half = warm.load(adding(2, DType.F16), name -> start);

    assertThat(step(half, "next")).containsExactly(7, 11);
    assertThat(fetched).containsExactly("w", "w");
    assertThat(warm.bytes()).isEqualTo(4);
  }

  @Test
  void fetchesAWeightAgainThatCouldNotBeFetched() {
    warm.load(adding(2, DType.F32), name -> start);
    broken = true;
    assertThatThrownBy(() -> warm.load(adding(2, DType.F16), name -> start)).hasMessage("no disk");
    broken = false;

    Executable again = warm.load(adding(2, DType.F32), name -> start);

    assertThat(step(again, "next")).containsExactly(7, 11);
    assertThat(warm.bytes()).isEqualTo(8);
  }

  @Test
  void dropsWeightsThatTheNextProgramDoesNotNeed() {
    warm.load(adding(2, DType.F32), name -> start);
    Program plain = new Program("plain");
    Value p = plain.parameter("p", Shape.of(2));
    plain.method("step", m -> m.returns("next", p.mul(2)));

    Executable executable = warm.load(plain, name -> start);

    assertThat(step(executable, "next")).containsExactly(2, 2);
    assertThat(warm.bytes()).isZero();
  }

  @Test
  void takesWeightsThatTheModelLacksWithTheParametersOfEachProgram() {
    Executable first = warm.load(own(), name -> start);
    assertThat(step(first, "next")).containsExactly(4, 6);

    Executable second = warm.load(own(), name -> weight);

    assertThat(step(second, "next")).containsExactly(6, 10);
    assertThat(fetched).containsExactly("w", "own", "own");
    warm.load(adding(2, DType.F32), name -> start);
    assertThat(warm.bytes()).isEqualTo(8);
  }

  /** Adds a weight that the model has to one that it lacks. */
  private static Program own() {
    Program program = new Program("own");
    Value sum = program.weight("w", Shape.of(2));
    Value own = program.weight("own", Shape.of(2));
    program.method("step", m -> m.returns("next", sum.add(own)));
    return program;
  }

  @Test
  void keepsExactWeightsInFp32() {
    Program program = new Program("exact", DType.BF16);
    Value own = program.exactWeight("own", Shape.of(2));
    program.method("step", m -> m.returns("next", own.mul(2)));

    try (Tensor fine = runtime.floats(Shape.of(2), 257, 1025);
        Executable alone = runtime.load(program, name -> fine)) {
      assertThat(step(alone, "next")).containsExactly(514, 2050);
      assertThat(step(warm.load(program, name -> fine), "next")).containsExactly(514, 2050);
    }
  }

  @Test
  void tellsExactWeightsFromOthers() {
    Program plain = new Program("plain", DType.F16);
    Value rounded = plain.weight("w", Shape.of(2));
    plain.method("step", m -> m.returns("next", rounded.mul(2)));
    Program program = new Program("plain", DType.F16);
    Value exact = program.exactWeight("w", Shape.of(2));
    program.method("step", m -> m.returns("next", exact.mul(2)));
    Executable first = warm.load(plain, name -> start);

    Executable second = warm.load(program, name -> start);

    assertThat(second).isNotSameAs(first);
    assertThat(warm.bytes()).isEqualTo(8);
    assertThat(program.description()).isNotEqualTo(plain.description());
  }

  @Test
  void refusesAWeightOfAnotherShape() {
    Program program = new Program("wide");
    Value w = program.weight("w", Shape.of(3));
    program.method("step", m -> m.returns("next", w.mul(2)));

    assertThatThrownBy(() -> warm.load(program, name -> start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'w' has shape [2] but program wide needs [3]");
  }
}
