package dev.lorafoundry.diffusion.training;

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
    float[] known = outputs.get(key);
    if (known != null) {
      return known;
    }
    float[] output = compute.get();
    if (bytes(output) <= largestBytes) {
      outputs.put(key, output);
      bytes += bytes(output);
      makeRoom();
    }
    return output;
  }

  private void makeRoom() {
    var oldest = outputs.values().iterator();
    while (bytes > largestBytes) {
      bytes -= bytes(oldest.next());
      oldest.remove();
    }
  }

  private static long bytes(float[] output) {
    return (long) Float.BYTES * output.length;
  }
}
