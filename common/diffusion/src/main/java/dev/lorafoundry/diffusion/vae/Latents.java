package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.contracts.Family;

/** Sizes and scales of latents. */
public final class Latents {
  /** Channels of latents. */
  public static final int CHANNELS = 4;

  /** Pixels per latent, in each direction. */
  public static final int FACTOR = 8;

  private Latents() {}

  /** What the U-Net's latents are multiplied with, so that they have deviation one. */
  public static double scale(Family family) {
    return family == Family.SDXL ? 0.13025 : 0.18215;
  }
}
