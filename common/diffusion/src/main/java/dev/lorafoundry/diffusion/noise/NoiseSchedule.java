package dev.lorafoundry.diffusion.noise;

import dev.lorafoundry.contracts.PredictionType;
import java.util.function.IntToDoubleFunction;

/**
 * How much of the clean latents is left at each timestep: {@code noisy = sqrt(alpha) · clean +
 * sqrt(1 - alpha) · noise}. Stable Diffusion's: 1000 betas whose square roots are evenly spaced,
 * {@code alpha[t]} the product of {@code 1 - beta} up to t, in fp32 like everybody's.
 */
public final class NoiseSchedule {
  public static final int TIMESTEPS = 1000;

  private static final double FIRST_BETA = 0.00085;
  private static final double LAST_BETA = 0.012;

  private final float[] alphas = new float[TIMESTEPS];

  private NoiseSchedule(IntToDoubleFunction alpha) {
    for (int t = 0; t < TIMESTEPS; t++) {
      alphas[t] = (float) alpha.applyAsDouble(t);
    }
  }

  /** The schedule that Stable Diffusion's base models were trained with. */
  public static NoiseSchedule stableDiffusion() {
    double[] products = new double[TIMESTEPS];
    double product = 1;
    for (int t = 0; t < TIMESTEPS; t++) {
      product *= 1 - beta(t);
      products[t] = product;
    }
    return new NoiseSchedule(t -> products[t]);
  }

  /**
   * This one, shifted and stretched in {@code sqrt(alpha)} so that nothing of the clean latents is
   * left at the last timestep and as much as before at the first (Lin et al. 2023, Common Diffusion
   * Noise Schedules and Sample Steps are Flawed).
   */
  public NoiseSchedule withZeroTerminalSnr() {
    double first = Math.sqrt(alphas[0]);
    double last = Math.sqrt(alphas[TIMESTEPS - 1]);
    return new NoiseSchedule(
        t -> Math.pow((Math.sqrt(alphas[t]) - last) * first / (first - last), 2));
  }

  static float beta(int t) {
    float first = (float) Math.sqrt(FIRST_BETA);
    float last = (float) Math.sqrt(LAST_BETA);
    float step = (last - first) / (TIMESTEPS - 1);
    // why: the reference counts from the nearer end, which matters in the last digit
    float root = t < TIMESTEPS / 2 ? first + step * t : last - step * (TIMESTEPS - 1 - t);
    return root * root;
  }

  /** Share of clean signal, as variance, at a timestep. */
  public double alpha(int timestep) {
    return alphas[timestep];
  }

  /** All alphas, by timestep. */
  public double[] alphas() {
    double[] copy = new double[TIMESTEPS];
    for (int t = 0; t < TIMESTEPS; t++) {
      copy[t] = alphas[t];
    }
    return copy;
  }

  /** Signal-to-noise ratio at a timestep. */
  public double snr(int timestep) {
    return alpha(timestep) / (1 - alpha(timestep));
  }

  /**
   * Loss weight that caps the signal-to-noise ratio (Hang et al. 2023, Efficient Diffusion Training
   * via Min-SNR Weighting Strategy).
   */
  public double minSnrWeight(int timestep, double gamma, PredictionType prediction) {
    double snr = snr(timestep);
    double capped = Math.min(snr, gamma);
    return switch (prediction) {
      case EPSILON -> capped / snr;
      case V -> capped / (snr + 1);
    };
  }
}
