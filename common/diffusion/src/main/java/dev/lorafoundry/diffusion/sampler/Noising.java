package dev.lorafoundry.diffusion.sampler;

import dev.lorafoundry.contracts.PredictionType;

/** The noise levels of a base model: its schedule, and what its U-Net predicts. */
record Noising(Sigmas schedule, PredictionType prediction) {
  Level ofSigma(double sigma) {
    return Level.ofSigma(sigma, schedule.timestep(sigma), prediction);
  }

  Level ofTimestep(int timestep) {
    return Level.ofAlpha(schedule.alpha(timestep), timestep, prediction);
  }
}
