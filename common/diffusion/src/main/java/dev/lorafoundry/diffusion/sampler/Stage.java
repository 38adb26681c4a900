package dev.lorafoundry.diffusion.sampler;

import java.util.List;

/**
 * One call of the U-Net and what a sampler makes of the answer. With x the first register:
 *
 * <pre>
 * prediction = unet(scale · x, timestep)
 * denoised   = skip · x + out · prediction
 * registers  = each a row of weights times (registers, denoised, noise)
 * </pre>
 *
 * @param timestep what the U-Net is told; need not be whole
 * @param rows one per register; weights of the registers before, the denoised latents, fresh noise
 */
public record Stage(double timestep, double scale, double skip, double out, List<double[]> rows) {
  public Stage {
    rows = List.copyOf(rows);
  }

  /** Whether fresh noise goes into the result. */
  public boolean drawsNoise() {
    return rows.stream().anyMatch(row -> row[row.length - 1] != 0);
  }

  /** Weights of all rows, row by row: (R, R + 2). */
  public float[] combination() {
    int columns = rows.size() + 2;
    float[] all = new float[rows.size() * columns];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) rows.get(i / columns)[i % columns];
    }
    return all;
  }
}
