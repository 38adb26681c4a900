package dev.lorafoundry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class DecompositionsTest {
  private static final double TOLERANCE = 1e-5;
  private static final TensorRuntime runtime = TestDevice.open();

  /** Its rows are at right angles, so that their lengths 5, 3 and 1 are its singular values. */
  private static final float[] MATRIX = {3, -4, 0, 0, 0, 0, 0, 3, 0.8f, 0.6f, 0, 0};

  @AfterAll
  static void close() {
    runtime.close();
  }

  @Test
  void qrGivesOrthonormalColumnsAndATriangle() {
    UnaryOperator<Value> product =
        a -> {
          Decompositions.Qr qr = Decompositions.qr(a.transpose(0, 1));
          return qr.q().matmul(qr.r()).transpose(0, 1);
        };

    assertThat(run(product)).containsExactly(MATRIX, within((float) TOLERANCE));
    assertThat(run(a -> squared(Decompositions.qr(a.transpose(0, 1)).q())))
        .containsExactly(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within((float) TOLERANCE));
    assertThat(run(a -> Decompositions.qr(a.transpose(0, 1)).r().select(0, 2).slice(0, 0, 2)))
        .containsExactly(0, 0);
  }

  @Test
  void svdGivesSingularValuesAndBothSides() {
    UnaryOperator<Value> product =
        a -> {
          Decompositions.Svd svd = Decompositions.svd(a);
          return svd.left().mul(svd.singular()).matmul(svd.right());
        };

    assertThat(run(product)).containsExactly(MATRIX, within((float) TOLERANCE));
    assertThat(run(a -> Decompositions.svd(a).singular()))
        .containsExactly(new float[] {5, 3, 1}, within((float) TOLERANCE));
    assertThat(run(a -> squared(Decompositions.svd(a).left())))
        .containsExactly(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within((float) TOLERANCE));
  }

  @Test
  void theIdentityHasTheFormatOfAnother() {
    assertThat(run(a -> Decompositions.identity(2, a.to(DType.F64)).to(DType.F32)))
        .containsExactly(1, 0, 0, 1);
    assertThat(run(a -> Decompositions.identity(2, a.to(DType.F64)), Tensor::dtype))
        .isEqualTo(DType.F64);
  }

  private static Value squared(Value columns) {
    return columns.transpose(0, 1).matmul(columns);
  }

  private static float[] run(UnaryOperator<Value> body) {
    return run(body, Tensor::toFloats);
  }

  private static <T> T run(UnaryOperator<Value> body, Function<Tensor, T> look) {
    Program program = new Program("decomposition");
    program.method("f", m -> m.returns("y", body.apply(m.input("a"))));
    try (Executable executable = runtime.load(program, name -> null);
        Tensor a = runtime.floats(Shape.of(3, 4), MATRIX);
        Outputs out = executable.run("f", Map.of("a", a))) {
      return look.apply(out.get("y"));
    }
  }
}
