package dev.lorafoundry.tensor;

import org.jspecify.annotations.Nullable;

/**
 * What stands for a tensor in the code of a program.
 *
 * @param scope the only method in which it exists; null for weights, parameters and states
 * @param tracked whether it depends on parameters
 * @param format of its numbers; null if that is known only when the program runs
 */
record Symbol(
    Program program,
    @Nullable MethodScope scope,
    String expression,
    boolean tracked,
    @Nullable DType format) {
  Symbol untracked() {
    return new Symbol(program, scope, expression, false, format);
  }

  void requireIn(MethodScope user) {
    if (scope != null && scope != user) {
      throw new IllegalStateException(
          "a value of method "
              + scope.name()
              + " is used in method "
              + user.name()
              + ": values live in one method, weights and parameters in all");
    }
  }
}
