package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import java.util.Map;

/**
 * The LoRA's weights after a step, off the device: taken once for all files that are saved then.
 *
 * @param step optimiser steps done
 * @param byName what the training changes
 */
public record TrainedWeights(long step, Map<String, StoredTensor> byName) {
  public TrainedWeights {
    byName = Map.copyOf(byName);
  }
}
