package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.tensor.DType;

/**
 * How many numbers a part of a model keeps for its gradients.
 *
 * @param exact in fp32, whatever the compute type: those around norms
 * @param computed in the compute type
 * @param copied in the compute type where that is not fp32; otherwise they are others' own
 */
record Numbers(double exact, double computed, double copied) {
  static final Numbers NONE = new Numbers(0, 0, 0);

  static Numbers computed(double count) {
    return new Numbers(0, count, 0);
  }

  Numbers plus(Numbers other) {
    return new Numbers(exact + other.exact, computed + other.computed, copied + other.copied);
  }

  Numbers times(double factor) {
    return new Numbers(exact * factor, computed * factor, copied * factor);
  }

  double bytes(DType type) {
    double ofType = type == DType.F32 ? computed : computed + copied;
    return exact * DType.F32.bytes() + ofType * type.bytes();
  }
}
