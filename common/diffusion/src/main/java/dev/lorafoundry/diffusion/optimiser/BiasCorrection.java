package dev.lorafoundry.diffusion.optimiser;

import dev.lorafoundry.tensor.Value;

/** What Adam divides its moments by in the first steps. */
final class BiasCorrection {
  private BiasCorrection() {}

  /** {@code 1 - betaᵗ} of the number t of a step, or of several. */
  static Value of(Value step, double beta) {
    return beta == 0 ? step.mul(0).add(1) : step.mul(Math.log(beta)).expm1().neg();
  }

  /** {@code √(1-β₂ᵗ) / (1-β₁ᵗ)}: a factor of the learning rate. */
  static Value factor(Value step, double beta1, double beta2) {
    return of(step, beta2).sqrt().div(of(step, beta1));
  }
}
