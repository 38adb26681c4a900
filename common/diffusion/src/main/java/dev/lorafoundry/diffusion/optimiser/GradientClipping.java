package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Value;
import dev.lorafoundry.tensor.Values;

/**
 * Gradients of limited length: all are multiplied by {@code min(1, most / (norm + 1e-6))}, where
 * the norm goes over all elements of all of them.
 *
 * @param norm total norm before clipping, a single number
 */
public record GradientClipping(Values gradients, Value norm) {
  private static final double EPSILON = 1e-6;

  /**
   * Emits the clipping.
   *
   * @param most largest total norm; 0 leaves the gradients as they are
   */
  public static GradientClipping clip(Values gradients, double most) {
    Value norm = gradients.norms().stack().norm();
    if (most == 0) {
      return new GradientClipping(gradients, norm);
    }
    Value factor = norm.add(EPSILON).reciprocal().mul(most).clamp(0, 1);
    return new GradientClipping(gradients.mul(factor), norm);
  }
}
