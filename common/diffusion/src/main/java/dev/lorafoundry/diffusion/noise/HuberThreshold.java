package dev.lorafoundry.diffusion.noise;

import dev.lorafoundry.contracts.settings.LossSettings;

/**
 * From which error on the Huber losses go straight, at each timestep: {@code h k} (constant),
 * {@code k exp(t ln(h) / 1000)} (exponential) or {@code (1 - h) / (1 + σ)² + h} (snr), with h
 * {@code huberC}, k {@code huberScale} and σ the ratio of noise to signal. As in sd-scripts, k
 * means nothing to the last.
 */
public final class HuberThreshold {
  private final LossSettings settings;
  private final NoiseSchedule schedule;

  /**
   * @param schedule that the latents are noised by
   */
  public HuberThreshold(LossSettings settings, NoiseSchedule schedule) {
    this.settings = settings;
    this.schedule = schedule;
  }

  public double at(int timestep) {
    double h = settings.huberC();
    return switch (settings.huberSchedule()) {
      case CONSTANT -> h * settings.huberScale();
      case EXPONENTIAL ->
          settings.huberScale() * Math.exp(timestep * Math.log(h) / NoiseSchedule.TIMESTEPS);
      case SNR -> (1 - h) / Math.pow(1 + 1 / Math.sqrt(schedule.snr(timestep)), 2) + h;
    };
  }
}
