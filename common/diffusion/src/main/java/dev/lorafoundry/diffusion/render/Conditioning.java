package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.tensor.Tensor;
import java.util.Optional;

/**
 * What steers a sampling.
 *
 * @param guidance 1 follows the prompt without guidance
 * @param loraWeight ignored where there is no LoRA
 */
record Conditioning(Text negative, Text positive, double guidance, double loraWeight) {
  /**
   * A prompt as the U-Net takes it.
   *
   * @param states (1, T, D)
   * @param vector the prompt as a whole and the sizes of the pictures (1, V), for SDXL alone
   */
  record Text(Tensor states, Optional<Tensor> vector) implements AutoCloseable {
    @Override
    public void close() {
      states.close();
      vector.ifPresent(Tensor::close);
    }
  }

  boolean equallyLong() {
    return negative.states().shape().equals(positive.states().shape());
  }
}
