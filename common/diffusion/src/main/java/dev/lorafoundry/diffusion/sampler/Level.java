package dev.lorafoundry.diffusion.sampler;

import dev.lorafoundry.contracts.PredictionType;

/**
 * A noise level, and how to get clean latents from the U-Net there: it sees {@code scale · x} at
 * {@code timestep}, and the clean latents are {@code skip · x + out · prediction}.
 */
record Level(double timestep, double scale, double skip, double out) {
  static final Level NONE = new Level(0, 1, 1, 0);

  /** Latents are clean ones plus noise times sigma (k-diffusion). */
  static Level ofSigma(double sigma, double timestep, PredictionType prediction) {
    double variance = sigma * sigma + 1;
    double scale = 1 / Math.sqrt(variance);
    return switch (prediction) {
      case EPSILON -> new Level(timestep, scale, 1, -sigma);
      case V -> new Level(timestep, scale, 1 / variance, -sigma * scale);
    };
  }

  /** Latents are a mix of variance one: {@code sqrt(alpha) · clean + sqrt(1 - alpha) · noise}. */
  static Level ofAlpha(double alpha, double timestep, PredictionType prediction) {
    double signal = Math.sqrt(alpha);
    double noise = Math.sqrt(1 - alpha);
    return switch (prediction) {
      case EPSILON -> new Level(timestep, 1, 1 / signal, -noise / signal);
      case V -> new Level(timestep, 1, signal, -noise);
    };
  }
}
