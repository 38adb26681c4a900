package dev.lorafoundry.diffusion.noise;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.LossSettings;

/**
 * How much the error of a prediction counts at each timestep: the product of all weights that the
 * settings ask for, with s the signal-to-noise ratio and m = min(s, 1000).
 *
 * <p>As in sd-scripts, s is that of the original noise schedule, also where the training rescales
 * it to zero terminal SNR.
 */
public final class LossWeights {
  private static final double MOST_SNR = 1000;

  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
  private final LossSettings settings;
  private final PredictionType prediction;

  public LossWeights(LossSettings settings, PredictionType prediction) {
    this.settings = settings;
    this.prediction = prediction;
  }

  public double at(int timestep) {
    double weight = 1;
    if (settings.minSnrGamma() != null) {
      weight *= schedule.minSnrWeight(timestep, settings.minSnrGamma(), prediction);
    }
    double snr = Math.min(schedule.snr(timestep), MOST_SNR);
    if (settings.scaleVPrediction()) {
      weight *= snr / (snr + 1);
    }
    if (settings.vPredictionLikeLoss() != null) {
      weight *= 1 + settings.vPredictionLikeLoss() * (snr + 1) / snr;
    }
    return settings.debiasedEstimation() ? weight * debiased(snr) : weight;
  }

  /** Yu et al. 2024, Unmasking Bias in Diffusion Model Training. */
  private double debiased(double snr) {
    return switch (prediction) {
      case EPSILON -> 1 / Math.sqrt(snr);
      case V -> 1 / (snr + 1);
    };
  }
}
