package dev.lorafoundry.diffusion.training;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Outputs for a training that asks for them in every step: none of them goes before its end. */
final class KeptOutputs implements KnownOutputs {
  private static final int MEBIBYTE = 1 << 20;

  private final KnownOutputs others;
  private final long largestBytes;
  private final Map<String, float[]> kept = new HashMap<>();
  private long bytes;

  /**
   * @param others where they are looked for the first time
   * @param largestBytes of Java's heap
   */
  KeptOutputs(KnownOutputs others, long largestBytes) {
    this.others = others;
    this.largestBytes = largestBytes;
  }

  @Override
  public float[] get(String key, Supplier<float[]> compute) {
    float[] known = kept.get(key);
    return known == null ? keep(key, others.get(key, compute)) : known;
  }

  private float[] keep(String key, float... output) {
    bytes += (long) Float.BYTES * output.length;
    if (bytes > largestBytes) {
      throw new TrainingRefused(
          "With cacheLatents false what the VAE says of all pictures is kept in the worker's memory, and takes more than the %d MiB that it has for that: set cacheLatents to true, train fewer pictures, or start workers with a larger heap."
              .formatted(largestBytes / MEBIBYTE));
    }
    kept.put(key, output);
    return output;
  }
}
