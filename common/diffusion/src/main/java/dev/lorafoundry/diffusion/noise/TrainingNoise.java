package dev.lorafoundry.diffusion.noise;

/** The noise of a batch, one latent after another; not copied: to be read only. */
public final class TrainingNoise {
  private final float[] predicted;
  private final float[] shown;

  /**
   * @param predicted what the model is to find out
   * @param shown what the latents are mixed with
   */
  public TrainingNoise(float[] predicted, float[] shown) {
    this.predicted = predicted;
    this.shown = shown;
  }

  /** Noise that the model sees as it is to find it out. */
  public static TrainingNoise of(float[] noise) {
    return new TrainingNoise(noise, noise);
  }

  public float[] predicted() {
    return predicted;
  }

  public float[] shown() {
    return shown;
  }
}
