package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.nn.Heads;

/** How many attention heads a U-Net has: shapes do not tell. */
public enum HeadRule {
  /** SD1: eight at every width. */
  EIGHT {
    @Override
    Heads of(long width) {
      return new Heads(8, width / 8);
    }
  },
  /** SD2 and SDXL: heads of 64 features. */
  OF_64_FEATURES {
    @Override
    Heads of(long width) {
      return new Heads(width / 64, 64);
    }
  };

  public static HeadRule of(Family family) {
    return family == Family.SD1 ? EIGHT : OF_64_FEATURES;
  }

  abstract Heads of(long width);
}
