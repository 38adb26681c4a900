package dev.lorafoundry.diffusion.render;

import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import java.util.List;

/** Where a sampling gets its noise from. */
interface Noise {
  /** What it starts from: (B, 4, H, W) of deviation one. */
  float[] start();

  /**
   * Fresh noise between steps: (B, 4, H, W) of deviation one.
   *
   * @param draw counts from 0
   */
  float[] fresh(int draw);

  /**
   * Noise of each picture by its own seed.
   *
   * @param size numbers of one picture
   */
  static Noise of(List<Long> seeds, int size) {
    return new Noise() {
      @Override
      public float[] start() {
        return drawn(0, Purpose.START);
      }

      @Override
      public float[] fresh(int draw) {
        return drawn(draw, Purpose.STEP);
      }

      private float[] drawn(int draw, Purpose purpose) {
        float[] all = new float[seeds.size() * size];
        for (int i = 0; i < seeds.size(); i++) {
          float[] own = Draws.of(seeds.get(i), draw, purpose).normals(size);
          System.arraycopy(own, 0, all, i * size, size);
        }
        return all;
      }
    };
  }
}
