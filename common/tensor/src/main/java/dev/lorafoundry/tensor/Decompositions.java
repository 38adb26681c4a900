package dev.lorafoundry.tensor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Factors of matrices, each one operation of libtorch's {@code linalg}, in the matrix' own type.
 */
public final class Decompositions {
  private Decompositions() {}

  /**
   * {@code A = Q R}, k the smaller side of A.
   *
   * @param q (m, k), whose columns are orthonormal
   * @param r (k, n), zero below its diagonal
   */
  public record Qr(Value q, Value r) {}

  /**
   * {@code A = U diag(σ) V}, k the smaller side of A.
   *
   * @param left U (m, k), whose columns are orthonormal
   * @param singular σ (k), the largest first
   * @param right V (k, n), whose rows are orthonormal
   */
  public record Svd(Value left, Value singular, Value right) {}

  /**
   * @param matrix (m, n)
   */
  public static Qr qr(Value matrix) {
    List<Value> factors = call(matrix, "linalg_qr", "\"reduced\"", 2);
    return new Qr(factors.get(0), factors.get(1));
  }

  /**
   * @param matrix (m, n)
   */
  public static Svd svd(Value matrix) {
    List<Value> factors = call(matrix, "linalg_svd", "False", 3);
    return new Svd(factors.get(0), factors.get(1), factors.get(2));
  }

  /** The identity (size, size) on another value's device, in its format. */
  public static Value identity(long size, Value like) {
    return like.call("to", "torch.eye(" + size + ")", like, "False", "False", "None");
  }

  private static List<Value> call(Value matrix, String operation, String option, int results) {
    MethodScope here = matrix.program().current();
    String given = matrix.in(here).expression();
    List<String> names = Stream.generate(here::variable).limit(results).toList();
    here.run(
        names.stream().collect(Collectors.joining(", "))
            + " = torch.%s(%s, %s)".formatted(operation, given, option));
    return names.stream()
        .map(name -> Value.of(matrix.program(), here, name, matrix.tracked()))
        .toList();
  }
}
