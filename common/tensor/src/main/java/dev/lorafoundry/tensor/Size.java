package dev.lorafoundry.tensor;

/** A whole number that is known only when the program runs: the size of a dimension. */
public final class Size {
  private final MethodScope scope;
  private final String expression;

  Size(MethodScope scope, String expression) {
    this.scope = scope;
    this.expression = expression;
  }

  public Size times(long factor) {
    return new Size(scope, scope.assign("torch.mul(" + expression + ", " + factor + ")"));
  }

  public Size times(Size factor) {
    return new Size(
        scope, scope.assign("torch.mul(" + expression + ", " + factor.expression + ")"));
  }

  /** Rounded down. */
  public Size dividedBy(long divisor) {
    return new Size(scope, scope.assign("torch.floordiv(" + expression + ", " + divisor + ")"));
  }

  public Size plus(long summand) {
    return new Size(scope, scope.assign("torch.add(" + expression + ", " + summand + ")"));
  }

  String expression() {
    return expression;
  }
}
