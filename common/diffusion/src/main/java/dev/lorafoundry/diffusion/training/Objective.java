package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.HuberThreshold;
import dev.lorafoundry.diffusion.noise.LossWeights;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What is asked of the model and how its answer is judged: {@code loss = mean over the batch of
 * weight · mean (mask · error(prediction, target))}, the mask being 1 where losses are not masked;
 * what it leaves out still counts in the mean. Holds the part of it that is a program, and the
 * numbers that this takes for each picture, which depend on its timestep and on how much the
 * picture counts.
 */
final class Objective {
  /** Input of noise (B, 4, H, W) that is shown, where it is not what is to be predicted. */
  static final String SHOWN = "shown";

  /** Table of how much the errors of each place count (N, 1, H, W), where losses are masked. */
  static final String MASKS = "masks";

  private static final String SIGNAL = "signal";
  private static final String NOISINESS = "noisiness";
  private static final String WEIGHTS = "weights";
  private static final String THRESHOLD = "threshold";

  private final NoiseSchedule schedule;
  private final PredictionType prediction;
  private final ElementLoss errors;
  private final HuberThreshold threshold;
  private final LossWeights weights;
  private final boolean perturbs;
  private final boolean masked;

  Objective(PredictionType prediction, TrainingSettings settings) {
    this.prediction = prediction;
    NoiseSchedule original = NoiseSchedule.stableDiffusion();
    schedule = settings.noise().zeroTerminalSnr() ? original.withZeroTerminalSnr() : original;
    errors = new ElementLoss(settings.loss().lossType());
    threshold = new HuberThreshold(settings.loss(), schedule);
    weights = new LossWeights(settings.loss(), prediction);
    perturbs = settings.noise().ipNoiseGamma() != null;
    masked = settings.loss().maskedLoss();
  }

  /** Whether there is an input {@link #SHOWN}. */
  boolean perturbs() {
    return perturbs;
  }

  /** How much of latents and noise there is at each picture's timestep, each (B, 1, 1, 1). */
  record Shares(Value signal, Value noisiness) {
    static Shares of(MethodScope m) {
      return new Shares(m.input(SIGNAL), m.input(NOISINESS));
    }
  }

  /** Noisy latents (B, 4, H, W): what the U-Net is shown. */
  Value noisy(MethodScope m, Shares shares, Value latents, Value noise) {
    Value shown = perturbs ? m.input(SHOWN) : noise; // (B, 4, H, W)
    return mixed(shares, latents, shown);
  }

  /** Latents with noise that is shown as it is to be predicted (B, 4, H, W). */
  static Value mixed(Shares shares, Value latents, Value noise) {
    return latents.mul(shares.signal()).add(noise.mul(shares.noisiness()));
  }

  /**
   * The loss, a single number.
   *
   * @param predicted by the U-Net (B, 4, H, W)
   */
  Value loss(MethodScope m, Shares shares, Value latents, Value noise, Value predicted) {
    Value difference = difference(shares, latents, noise, predicted);
    Value error = errors.of(difference, () -> m.input(THRESHOLD)); // (B, 4, H, W)
    Value counted = masked ? error.mul(Tables.picked(m, MASKS)) : error;
    return counted.mean(true, 1, 2, 3).mul(m.input(WEIGHTS)).mean();
  }

  /** Mean squared error of each picture (B), whatever the loss: what trainings are compared by. */
  Value squaredErrors(Shares shares, Value latents, Value noise, Value predicted) {
    return difference(shares, latents, noise, predicted).square().mean(false, 1, 2, 3); // (B)
  }

  private Value difference(Shares shares, Value latents, Value noise, Value predicted) {
    Value target =
        switch (prediction) {
          case EPSILON -> noise;
          case V -> noise.mul(shares.signal()).sub(latents.mul(shares.noisiness()));
        };
    return predicted.to(DType.F32).sub(target);
  }

  /** How much the picture counts that counts most. */
  double largestWeight(Batch batch) {
    double largest = 0;
    for (float each : weights(batch)) {
      largest = Math.max(largest, each);
    }
    return largest;
  }

  /**
   * Values of the inputs of {@link Shares} where trainings are compared, each (B, 1, 1, 1): of the
   * original schedule, whatever that of the training.
   */
  static Map<String, float[]> plainShares(Batch batch) {
    return shares(batch, NoiseSchedule.stableDiffusion());
  }

  private static Map<String, float[]> shares(Batch batch, NoiseSchedule schedule) {
    Map<String, float[]> inputs = new LinkedHashMap<>();
    inputs.put(SIGNAL, each(batch, t -> Math.sqrt(schedule.alpha(t))));
    inputs.put(NOISINESS, each(batch, t -> Math.sqrt(1 - schedule.alpha(t))));
    return inputs;
  }

  /** Values of the inputs that depend on timestep and picture, each (B, 1, 1, 1). */
  Map<String, float[]> inputs(Batch batch) {
    Map<String, float[]> inputs = shares(batch, schedule);
    inputs.put(WEIGHTS, weights(batch));
    if (errors.hasThreshold()) {
      inputs.put(THRESHOLD, each(batch, threshold::at));
    }
    return inputs;
  }

  private float[] weights(Batch batch) {
    float[] numbers = each(batch, weights::at);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= batch.weights().get(i).floatValue();
    }
    return numbers;
  }

  private static float[] each(Batch batch, IntToDoubleFunction ofTimestep) {
    float[] numbers = new float[batch.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ofTimestep.applyAsDouble(batch.timestep(i));
    }
    return numbers;
  }
}
