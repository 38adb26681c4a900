package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.NoiseSchedule;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the model and how its answer is judged: {@code loss = mean over the batch of
 * weight · mean (prediction - target)²}. Holds the part of it that is a program, and the numbers
 * that this takes for each picture, which depend on its timestep alone.
 */
final class Objective {
  private static final String SIGNAL = "signal";
  private static final String NOISINESS = "noisiness";
  private static final String WEIGHTS = "weights";

  private final NoiseSchedule schedule = NoiseSchedule.stableDiffusion();
  private final PredictionType prediction;
  private final @Nullable Double minSnrGamma;

  Objective(PredictionType prediction, TrainingSettings settings) {
    this.prediction = prediction;
    minSnrGamma = settings.loss().minSnrGamma();
  }

  /** Noisy latents (B, 4, H, W): what the U-Net is shown. */
  Value noisy(MethodScope m, Value latents, Value noise) {
    return latents.mul(m.input(SIGNAL)).add(noise.mul(m.input(NOISINESS)));
  }

  /**
   * The loss, a single number.
   *
   * @param predicted by the U-Net (B, 4, H, W)
   */
  Value loss(MethodScope m, Value latents, Value noise, Value predicted) {
    Value target =
        switch (prediction) {
          case EPSILON -> noise;
          case V -> noise.mul(m.input(SIGNAL)).sub(latents.mul(m.input(NOISINESS)));
        };
    Value errors = predicted.to(DType.F32).sub(target).square().mean(true, 1, 2, 3);
    return errors.mul(m.input(WEIGHTS)).mean();
  }

  /** Values of the inputs, each (B, 1, 1, 1). */
  Map<String, float[]> inputs(Batch batch) {
    Map<String, float[]> inputs = new LinkedHashMap<>();
    inputs.put(SIGNAL, each(batch, t -> Math.sqrt(schedule.alpha(t))));
    inputs.put(NOISINESS, each(batch, t -> Math.sqrt(1 - schedule.alpha(t))));
    inputs.put(WEIGHTS, each(batch, this::weight));
    return inputs;
  }

  private double weight(int timestep) {
    return minSnrGamma == null ? 1 : schedule.minSnrWeight(timestep, minSnrGamma, prediction);
  }

  private static float[] each(Batch batch, IntToDoubleFunction ofTimestep) {
    float[] numbers = new float[batch.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) ofTimestep.applyAsDouble(batch.timestep(i));
    }
    return numbers;
  }
}
