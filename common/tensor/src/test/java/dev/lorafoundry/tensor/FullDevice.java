package dev.lorafoundry.tensor;

import java.util.function.Predicate;

/** A processor that has no room for some tensors, to see what is left of the others then. */
public final class FullDevice implements AutoCloseable {
  private Predicate<Shape> refused = shape -> false;
  private int made;
  private final TensorRuntime runtime = TensorRuntime.open("cpu", 1, this::admit);

  public TensorRuntime runtime() {
    return runtime;
  }

  /** From now on there is no room for such tensors: nor is there in Java's own memory. */
  public void refuse(Predicate<Shape> shapes) {
    refused = shapes;
  }

  /** There is no room for the n-th tensor from now on, counted from 1. */
  public void refuseAfter(int n) {
    int last = made + n;
    refuse(shape -> made == last);
  }

  /** How many tensors were asked for. */
  public int made() {
    return made;
  }

  private void admit(Shape shape) {
    made++;
    if (refused.test(shape)) {
      throw new OutOfMemoryError("no room for a tensor of shape " + shape);
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
