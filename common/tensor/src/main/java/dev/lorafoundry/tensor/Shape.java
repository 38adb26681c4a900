package dev.lorafoundry.tensor;

import java.util.Arrays;
import java.util.List;

/** Sizes of a tensor's dimensions, outermost first; empty for a scalar. */
public record Shape(List<Long> sizes) {
  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException("shape " + sizes + " is not allowed: sizes are 0 or more");
    }
  }

  public static Shape of(long... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  public int rank() {
    return sizes.size();
  }

  /**
   * Size of one dimension; negative numbers count from the end.
   *
   * @throws IllegalArgumentException if the shape has fewer dimensions
   */
  public long size(int dimension) {
    int index = dimension < 0 ? rank() + dimension : dimension;
    if (index < 0 || index >= rank()) {
      throw new IllegalArgumentException("shape %s has no dimension %d".formatted(this, dimension));
    }
    return sizes.get(index);
  }

  /** Product of all sizes; 1 for a scalar. */
  public long elements() {
    return sizes.stream().reduce(1L, Math::multiplyExact);
  }

  public long[] toArray() {
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public String toString() {
    return sizes.toString();
  }
}
