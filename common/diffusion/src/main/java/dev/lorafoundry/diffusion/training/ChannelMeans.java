package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.Tensor;
import java.util.List;

/** Means of the channels of latents, each over its height and width. */
final class ChannelMeans {
  /** Where nobody asks for them. */
  static final ChannelMeans NONE = new ChannelMeans(new float[0], 0);

  private final float[] means;
  private final int channels;

  private ChannelMeans(float[] means, int channels) {
    this.means = means;
    this.channels = channels;
  }

  /**
   * @param latents table (N, C, H, W)
   */
  static ChannelMeans of(Tensor latents) {
    float[] numbers = latents.toFloats();
    int channels = Math.toIntExact(latents.shape().size(1));
    int plane = Math.toIntExact(latents.shape().size(2) * latents.shape().size(3));
    float[] means = new float[numbers.length / plane];
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      for (int j = 0; j < plane; j++) {
        sum += numbers[i * plane + j];
      }
      means[i] = (float) (sum / plane);
    }
    return new ChannelMeans(means, channels);
  }

  /** Of rows of the table, one row after another (B, C); nothing where nobody asks. */
  float[] of(List<Integer> rows) {
    float[] some = new float[rows.size() * channels];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(means, rows.get(i) * channels, some, i * channels, channels);
    }
    return some;
  }
}
