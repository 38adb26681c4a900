package dev.lorafoundry.diffusion.sampler;

/**
 * A sampler in k-diffusion's terms: latents are clean ones plus noise times sigma, and sigma falls
 * from step to step.
 */
interface Solver {
  /** Latents to keep from stage to stage, the current ones included. */
  int registers();

  /**
   * Adds the stages of one step.
   *
   * @param i which step
   * @param sigmas where the steps begin, and 0 at the end
   */
  void step(Course course, Noising noising, double[] sigmas, int i);
}
