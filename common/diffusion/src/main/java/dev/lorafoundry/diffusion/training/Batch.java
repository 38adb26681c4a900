package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;

/** Pictures of one size that go through the model together, with what was drawn for them. */
final class Batch {
  private final Rows latents;
  private final Rows texts;
  private final List<Integer> timesteps;
  private final TrainingNoise noise;

  /** Rows of a table, which stays where it is. */
  record Rows(Tensor table, List<Integer> rows) {
    Rows {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param latents of a table of scaled latents (N, 4, H, W)
   * @param texts of a table of text states (M, T, C), or of tokens (M, chunks, 77) where the text
   *     encoder is trained
   * @param timesteps one for each picture (B)
   * @param noise (B, 4, H, W)
   */
  Batch(Rows latents, Rows texts, List<Integer> timesteps, TrainingNoise noise) {
    this.latents = latents;
    this.texts = texts;
    this.timesteps = List.copyOf(timesteps);
    this.noise = noise;
  }

  int size() {
    return timesteps.size();
  }

  Rows latents() {
    return latents;
  }

  Rows texts() {
    return texts;
  }

  int timestep(int picture) {
    return timesteps.get(picture);
  }

  TrainingNoise noise() {
    return noise;
  }
}
