package dev.lorafoundry.diffusion.sampler;

import java.util.function.DoubleBinaryOperator;

/**
 * A weighted sum of what a sampler holds in one stage: its registers, the denoised latents and
 * fresh noise, in this order.
 */
final class Mix {
  private final double[] weights;

  private Mix(double... weights) {
    this.weights = weights;
  }

  /** One of {@code of} things alone. */
  static Mix only(int index, int of) {
    double[] weights = new double[of];
    weights[index] = 1;
    return new Mix(weights);
  }

  Mix plus(Mix other) {
    return with(other, Double::sum);
  }

  Mix minus(Mix other) {
    return with(other, (a, b) -> a - b);
  }

  Mix times(double factor) {
    return with(this, (a, same) -> a * factor);
  }

  Mix over(double divisor) {
    return times(1 / divisor);
  }

  double[] weights() {
    return weights.clone();
  }

  private Mix with(Mix other, DoubleBinaryOperator operator) {
    double[] found = new double[weights.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = operator.applyAsDouble(weights[i], other.weights[i]);
    }
    return new Mix(found);
  }
}
