package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.diffusion.noise.TrainingNoise;
import dev.lorafoundry.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Pictures of one size that go through the model together, with what was drawn for them.
 *
 * @param number from 0, over the whole training
 * @param latents of a table of scaled latents (N, 4, H, W)
 * @param conditions of the tables that steer the model, by their names: see {@link TrainedModel};
 *     and of masks: see {@link Objective#MASKS}
 * @param timesteps one for each picture (B)
 * @param weights how much each picture's loss counts, whatever its timestep (B)
 * @param noise (B, 4, H, W)
 */
record Batch(
    long number,
    Rows latents,
    Map<String, Rows> conditions,
    List<Integer> timesteps,
    List<Double> weights,
    TrainingNoise noise) {
  Batch {
    conditions = Map.copyOf(conditions);
    timesteps = List.copyOf(timesteps);
    weights = List.copyOf(weights);
  }

  /** Rows of a table, which stays where it is. */
  record Rows(Tensor table, List<Integer> rows) {
    Rows {
      rows = List.copyOf(rows);
    }
  }

  int size() {
    return timesteps.size();
  }

  /** Texts of 75 tokens that trained encoders are shown; none where frozen ones were asked. */
  int texts() {
    Rows tokens = conditions.get(TrainedModel.tokens(0));
    return tokens == null ? 0 : size() * Math.toIntExact(tokens.table().shape().size(1));
  }

  int timestep(int picture) {
    return timesteps.get(picture);
  }
}
