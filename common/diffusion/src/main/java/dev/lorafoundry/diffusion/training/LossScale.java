package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.DType;

/**
 * What the loss is multiplied with before its gradients are taken, so that small ones do not vanish
 * in fp16: halved when they overflow, doubled after 2,000 steps without. Other formats need none.
 */
final class LossScale {
  private static final double FIRST = 65_536;
  private static final int PATIENCE = 2_000;

  private final boolean dynamic;
  private double scale;
  private int good;

  LossScale(DType type) {
    dynamic = type == DType.F16;
    scale = dynamic ? FIRST : 1;
  }

  double value() {
    return scale;
  }

  /** Steps since the scale changed. */
  int good() {
    return good;
  }

  void restore(double scale, int good) {
    this.scale = scale;
    this.good = good;
  }

  /** Whether a step whose gradients are not finite is passed by, because a smaller scale may do. */
  boolean forgives() {
    return dynamic && scale > 1;
  }

  void overflowed() {
    scale /= 2;
    good = 0;
  }

  void succeeded() {
    good++;
    if (dynamic && good == PATIENCE) {
      scale *= 2;
      good = 0;
    }
  }
}
