package dev.lorafoundry.diffusion.noise;

import dev.lorafoundry.tensor.Shape;

/**
 * Adds layers of coarser noise to noise (Whitaker 2023, Multi-Resolution Noise for Diffusion Model
 * Training): layer i has {@code 1 / rⁱ} of the height and width, with r drawn from [2, 4) for each,
 * is enlarged bilinearly and weighs {@code discountⁱ}. The sum is brought back to deviation 1.
 */
final class NoiseLayers {
  private final float[] noise;
  private final int planes;
  private final int height;
  private final int width;
  private final double discount;

  /**
   * @param noise changed in place
   * @param latents its shape (B, C, H, W)
   */
  NoiseLayers(float[] noise, Shape latents, double discount) {
    this.noise = noise;
    this.discount = discount;
    planes = Math.toIntExact(latents.size(0) * latents.size(1));
    height = Math.toIntExact(latents.size(2));
    width = Math.toIntExact(latents.size(3));
  }

  /** Adds so many layers, or fewer: none is smaller than one that has a side of 1. */
  void add(int layers, Draws draws) {
    for (int i = 0; i < layers; i++) {
      double shrinking = Math.pow(2 + 2 * draws.uniform(), i);
      int layerHeight = Math.max(1, (int) (height / shrinking));
      int layerWidth = Math.max(1, (int) (width / shrinking));
      float[] layer = draws.normals(planes * layerHeight * layerWidth);
      add(layer, layerHeight, layerWidth, Math.pow(discount, i));
      if (layerHeight == 1 || layerWidth == 1) {
        break;
      }
    }
    normalise();
  }

  private void add(float[] layer, int layerHeight, int layerWidth, double weight) {
    for (int y = 0; y < height; y++) {
      Between rows = Between.of(y, height, layerHeight);
      for (int x = 0; x < width; x++) {
        Between columns = Between.of(x, width, layerWidth);
        for (int plane = 0; plane < planes; plane++) {
          int start = plane * layerHeight * layerWidth;
          double low = columns.mix(layer, start + rows.low * layerWidth);
          double high = columns.mix(layer, start + rows.high * layerWidth);
          double value = low + rows.share * (high - low);
          noise[(plane * height + y) * width + x] += (float) (weight * value);
        }
      }
    }
  }

  private void normalise() {
    double mean = 0;
    for (float each : noise) {
      mean += each / (double) noise.length;
    }
    double squares = 0;
    for (float each : noise) {
      squares += (each - mean) * (each - mean);
    }
    double deviation = Math.sqrt(squares / (noise.length - 1));
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (noise[i] / deviation);
    }
  }

  /**
   * The two places in a small row that a place in a large one lies between.
   *
   * @param share how far it is from the low to the high one
   */
  private record Between(int low, int high, double share) {
    static Between of(int place, int large, int small) {
      double exact = Math.max(0, (place + 0.5) * small / large - 0.5);
      int low = (int) exact;
      return new Between(low, Math.min(low + 1, small - 1), exact - low);
    }

    double mix(float[] numbers, int start) {
      double first = numbers[start + low];
      return first + share * (numbers[start + high] - first);
    }
  }
}
