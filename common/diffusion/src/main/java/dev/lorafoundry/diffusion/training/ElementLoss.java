package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.LossType;
import dev.lorafoundry.tensor.Value;
import java.util.function.Supplier;

/**
 * How wrong each number of a prediction is, with d its difference from the target and c a
 * threshold: {@code d²} (l2), {@code |d|} (l1), {@code 2c (√(d² + c²) - c)} (huber) or {@code 2
 * (√(d² + c²) - c)} (smooth_l1).
 */
final class ElementLoss {
  private final LossType type;

  ElementLoss(LossType type) {
    this.type = type;
  }

  boolean hasThreshold() {
    return type == LossType.HUBER || type == LossType.SMOOTH_L1;
  }

  /**
   * @param threshold asked for only if {@linkplain #hasThreshold there is one}
   */
  Value of(Value difference, Supplier<Value> threshold) {
    return switch (type) {
      case L2 -> difference.square();
      case L1 -> difference.abs();
      case HUBER -> {
        Value c = threshold.get();
        yield bent(difference, c).mul(c.mul(2));
      }
      case SMOOTH_L1 -> bent(difference, threshold.get()).mul(2);
    };
  }

  /** Like a parabola up to c, then straight. */
  private static Value bent(Value difference, Value c) {
    return difference.square().add(c.square()).sqrt().sub(c);
  }
}
