package dev.lorafoundry.diffusion.sampler;

import java.util.List;

/**
 * All the numbers of one sampling: how much noise to start from, and the stages that lead to clean
 * latents. The result is the first register after the last stage.
 *
 * @param registers latents that the sampler keeps from stage to stage, the first being the current
 *     ones
 * @param start factor of the unit noise that the first register starts from; the others start at 0
 */
public record SamplingPlan(int registers, double start, List<Stage> stages) {
  public SamplingPlan {
    stages = List.copyOf(stages);
  }

  /** Calls of the U-Net. */
  public int evaluations() {
    return stages.size();
  }
}
