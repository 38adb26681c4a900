package dev.lorafoundry.diffusion.sampler;

import dev.lorafoundry.contracts.PredictionType;
import java.util.random.RandomGenerator;

/**
 * A model whose "pictures" are single normal numbers, so that the perfect denoiser and the exact
 * end of every deterministic sampling can be written down.
 */
record GaussianModel(double deviation, PredictionType prediction) {
  private static final Sigmas SCHEDULE = stableDiffusion();

  static Sigmas schedule() {
    return SCHEDULE;
  }

  /** Square roots of beta evenly spaced. */
  private static Sigmas stableDiffusion() {
    double[] alphas = new double[1000];
    double product = 1;
    for (int t = 0; t < alphas.length; t++) {
      double root = Math.sqrt(0.00085) + (Math.sqrt(0.012) - Math.sqrt(0.00085)) * t / 999;
      product *= 1 - root * root;
      alphas[t] = product;
    }
    return new Sigmas(alphas);
  }

  /** Runs the plan from unit noise {@code start}. */
  double sample(SamplingPlan plan, double start, RandomGenerator random) {
    double[] registers = new double[plan.registers()];
    registers[0] = start * plan.start();
    for (Stage stage : plan.stages()) {
      registers = next(stage, registers, random.nextGaussian());
    }
    return registers[0];
  }

  private double[] next(Stage stage, double[] registers, double noise) {
    double x = registers[0];
    double denoised = stage.skip() * x + stage.out() * unet(stage.scale() * x, stage.timestep());
    double[] found = new double[registers.length];
    for (int i = 0; i < found.length; i++) {
      double[] row = stage.rows().get(i);
      found[i] = row[registers.length] * denoised + row[registers.length + 1] * noise;
      for (int j = 0; j < registers.length; j++) {
        found[i] += row[j] * registers[j];
      }
    }
    return found;
  }

  /** The best prediction for a mix {@code y} of variance about one. */
  private double unet(double y, double timestep) {
    double sigma = SCHEDULE.at(timestep);
    double alpha = 1 / (1 + sigma * sigma);
    double variance = alpha * deviation * deviation + 1 - alpha;
    double clean = Math.sqrt(alpha) * deviation * deviation / variance * y;
    double noise = (y - Math.sqrt(alpha) * clean) / Math.sqrt(1 - alpha);
    return switch (prediction) {
      case EPSILON -> noise;
      case V -> Math.sqrt(alpha) * noise - Math.sqrt(1 - alpha) * clean;
    };
  }
}
