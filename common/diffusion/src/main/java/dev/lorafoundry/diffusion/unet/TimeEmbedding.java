package dev.lorafoundry.diffusion.unet;

/**
 * Sinusoidal embedding of timesteps, cosines first: {@code cos(t f), sin(t f)} with {@code f =
 * 10000^(-i / (width/2))}. It depends on numbers that Java knows, so it is an input of programs.
 */
public final class TimeEmbedding {
  private TimeEmbedding() {}

  /**
   * @param width of the U-Net's first level; even
   * @return (timesteps, width), row by row
   */
  public static float[] of(long width, double... timesteps) {
    int half = (int) width / 2;
    float[] rows = new float[timesteps.length * 2 * half];
    for (int row = 0; row < timesteps.length; row++) {
      for (int i = 0; i < half; i++) {
        double angle = timesteps[row] * Math.exp(-Math.log(10000) * i / half);
        rows[(2 * row) * half + i] = (float) Math.cos(angle);
        rows[(2 * row + 1) * half + i] = (float) Math.sin(angle);
      }
    }
    return rows;
  }
}
