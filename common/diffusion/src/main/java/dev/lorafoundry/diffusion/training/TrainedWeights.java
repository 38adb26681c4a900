package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.util.Map;

/**
 * The LoRA's weights after a step, off the device: taken once for all files that are saved then.
 *
 * @param step optimiser steps done
 * @param byName what the training has made of what it changes
 * @param parameters what it goes on from; other than the former where that is an average
 */
public record TrainedWeights(
    long step, Map<String, StoredTensor> byName, Map<String, StoredTensor> parameters) {
  public TrainedWeights {
    byName = Map.copyOf(byName);
    parameters = Map.copyOf(parameters);
  }
}
