package dev.lorafoundry.diffusion.training;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What frozen parts of base models said of pictures and captions, so that the next training on the
 * same ones need not ask again. Holds so many bytes of Java's heap at most: what was unused for
 * longest goes first. For one thread.
 */
public final class FrozenOutputs {
  private final long largestBytes;
  private final Map<String, float[]> outputs = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, float[]> passing = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param largestBytes 0 keeps nothing
   */
  public FrozenOutputs(long largestBytes) {
    if (largestBytes < 0) {
      throw new IllegalArgumentException(
          "a cache of " + largestBytes + " bytes is not allowed: 0 or more");
    }
    this.largestBytes = largestBytes;
  }

  /** Bytes of all outputs that are kept. */
  public long bytes() {
    return bytes;
  }

  /**
   * An output; not to be changed.
   *
   * @param key all that the output depends on
   * @param compute asks the frozen part
   */
  float[] get(String key, Supplier<float[]> compute) {
    float[] passed = passing.remove(key);
    if (passed == null) {
      return kept(outputs, key, compute);
    }
    outputs.put(key, passed);
    return passed;
  }

  /** As {@link #get}, of one of very many: it goes before all others, and never drives them out. */
  float[] getPassing(String key, Supplier<float[]> compute) {
    float[] known = outputs.get(key);
    return known == null ? kept(passing, key, compute) : known;
  }

  private float[] kept(Map<String, float[]> all, String key, Supplier<float[]> compute) {
    float[] known = all.get(key);
    if (known != null) {
      return known;
    }
    float[] output = compute.get();
    if (bytes(output) <= largestBytes) {
      all.put(key, output);
      bytes += bytes(output);
      makeRoom(passing);
      makeRoom(outputs);
    }
    return output;
  }

  private void makeRoom(Map<String, float[]> from) {
    Iterator<float[]> oldest = from.values().iterator();
    while (bytes > largestBytes && oldest.hasNext()) {
      bytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  private static long bytes(float[] output) {
    return (long) Float.BYTES * output.length;
  }
}
