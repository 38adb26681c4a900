package dev.lorafoundry.diffusion.noise;

import dev.lorafoundry.contracts.settings.NoiseSettings;
import dev.lorafoundry.tensor.Shape;

/**
 * Draws the noise of training batches as the settings shape it, in the order of sd-scripts: normal
 * numbers, plus an offset of each channel, plus coarser layers; and, seen by the model but not to
 * be predicted, a perturbation.
 */
public final class NoiseDraws {
  private final NoiseSettings settings;
  private final long seed;

  public NoiseDraws(NoiseSettings settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /** Whether a draw depends on the means of the latents. */
  public boolean needsMeans() {
    return settings.adaptiveNoiseScale() != null;
  }

  /**
   * The noise of one batch, in the shape of its latents, flat in C order (B · C · H · W).
   *
   * @param batch number of the batch in the training
   * @param latents (B, C, H, W)
   * @param means of the latents over H and W (B, C), where they are {@linkplain #needsMeans needed}
   */
  public TrainingNoise draw(long batch, Shape latents, float... means) {
    int elements = Math.toIntExact(latents.elements());
    float[] noise = Draws.of(seed, batch, Purpose.NOISE).normals(elements);
    if (settings.noiseOffset() != null) {
      int channels = Math.toIntExact(latents.size(0) * latents.size(1));
      addOffset(noise, offsets(batch, channels, settings.noiseOffset(), means));
    }
    if (settings.multiresNoiseIterations() != null) {
      NoiseLayers layers = new NoiseLayers(noise, latents, settings.multiresNoiseDiscount());
      layers.add(settings.multiresNoiseIterations(), Draws.of(seed, batch, Purpose.LAYERS));
    }
    return settings.ipNoiseGamma() == null
        ? TrainingNoise.of(noise)
        : new TrainingNoise(noise, perturbed(batch, noise, settings.ipNoiseGamma()));
  }

  /** Of each channel of each picture. */
  private float[] offsets(long batch, int channels, double most, float... means) {
    Draws draws = Draws.of(seed, batch, Purpose.OFFSET);
    float[] offsets = draws.normals(channels);
    double strength = settings.noiseOffsetRandomStrength() ? most * draws.uniform() : most;
    Double adaptive = settings.adaptiveNoiseScale();
    for (int i = 0; i < channels; i++) {
      double own = adaptive == null ? strength : strength + adaptive * Math.abs(means[i]);
      offsets[i] *= (float) Math.max(0, own);
    }
    return offsets;
  }

  private static void addOffset(float[] noise, float... offsets) {
    int plane = noise.length / offsets.length;
    for (int i = 0; i < noise.length; i++) {
      noise[i] += offsets[i / plane];
    }
  }

  private float[] perturbed(long batch, float[] noise, double most) {
    Draws draws = Draws.of(seed, batch, Purpose.PERTURBATION);
    float[] shown = draws.normals(noise.length);
    double strength = settings.ipNoiseGammaRandomStrength() ? most * draws.uniform() : most;
    for (int i = 0; i < noise.length; i++) {
      shown[i] = (float) (noise[i] + strength * shown[i]);
    }
    return shown;
  }
}
