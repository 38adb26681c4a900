package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which pictures of a batch are shown mirrored: each with probability 1/2, as sd-scripts' {@code
 * flip_aug} has it, or none. That depends on seed and batch alone.
 */
record Flips(boolean drawn, long seed) {
  private static final double SHARE = 0.5;

  static Flips of(TrainingSettings settings) {
    return new Flips(settings.pictures().randomFlip(), settings.loop().seed());
  }

  /**
   * Whether each of so many pictures is.
   *
   * @param batch number of the batch, from 0
   */
  List<Boolean> of(long batch, int pictures) {
    Draws draws = Draws.of(seed, batch, Purpose.FLIPS);
    return IntStream.range(0, pictures).mapToObj(i -> drawn && draws.uniform() < SHARE).toList();
  }
}
