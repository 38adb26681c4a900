package dev.lorafoundry.diffusion.render;

/** Hears of every denoising step. What it throws ends the rendering. */
@FunctionalInterface
public interface Progress {
  Progress NONE = (done, total) -> {};

  /**
   * @param total calls of the U-Net, which is more than the steps for some samplers
   */
  void step(int done, int total);
}
