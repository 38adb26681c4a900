package dev.lorafoundry.diffusion.sampler;

/**
 * How noisy the latents are at each of the U-Net's timesteps, in two measures: sigma, the deviation
 * of the noise added to clean latents, and alpha, the share of clean signal in a mix of variance
 * one. {@code sigma = sqrt((1 - alpha) / alpha)}.
 *
 * <p>Between two timesteps the logarithm of sigma is interpolated, as in k-diffusion.
 */
public final class Sigmas {
  private final double[] alphas;
  private final double[] logs;

  /**
   * @param alphasCumprod cumulative alpha products of the training timesteps, falling, in (0, 1)
   */
  public Sigmas(double... alphasCumprod) {
    if (alphasCumprod.length < 2) {
      throw new IllegalArgumentException(
          "a noise schedule of " + alphasCumprod.length + " timesteps: at least 2 are needed");
    }
    alphas = alphasCumprod.clone();
    logs = new double[alphas.length];
    for (int t = 0; t < logs.length; t++) {
      logs[t] = Math.log((1 - alphas[t]) / alphas[t]) / 2;
    }
  }

  /** Timesteps that the U-Net was trained on. */
  public int timesteps() {
    return logs.length;
  }

  /** Share of clean signal after timestep {@code t}. */
  double alpha(int t) {
    return alphas[t];
  }

  /** Share of clean signal at a timestep that need not be whole; its logarithm is interpolated. */
  double alpha(double timestep) {
    int low = (int) Math.floor(timestep);
    int high = (int) Math.ceil(timestep);
    double part = timestep - low;
    return Math.exp((1 - part) * Math.log(alphas[low]) + part * Math.log(alphas[high]));
  }

  double smallest() {
    return Math.exp(logs[0]);
  }

  double largest() {
    return Math.exp(logs[logs.length - 1]);
  }

  /** Sigma of a timestep that need not be whole. */
  double at(double timestep) {
    int low = (int) Math.floor(timestep);
    int high = (int) Math.ceil(timestep);
    double part = timestep - low;
    return Math.exp((1 - part) * logs[low] + part * logs[high]);
  }

  /** Timestep, not rounded, at which the latents are as noisy as {@code sigma} says. */
  double timestep(double sigma) {
    double log = Math.log(sigma);
    int low = 0;
    while (low < logs.length - 2 && logs[low + 1] <= log) {
      low++;
    }
    double part = (log - logs[low]) / (logs[low + 1] - logs[low]);
    return low + Math.min(1, Math.max(0, part));
  }
}
