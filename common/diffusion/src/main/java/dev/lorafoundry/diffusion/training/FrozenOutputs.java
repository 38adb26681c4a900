package dev.lorafoundry.diffusion.training;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What frozen parts of base models said of pictures and captions, so that the next training on the
 * same ones need not ask again. Holds so many bytes of Java's heap at most: what was unused for
 * longest goes first. What is not there may be in {@link OutputFiles}. For one thread, but for its
 * counts.
 */
public final class FrozenOutputs {
  private final long largestBytes;
  private final Map<String, float[]> outputs = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, float[]> passing = new LinkedHashMap<>(16, 0.75f, true);
  private final Optional<OutputFiles> files;
  private final AtomicLong remembered = new AtomicLong();
  private final AtomicLong computed = new AtomicLong();
  private long bytes;

  /**
   * In the heap alone.
   *
   * @param largestBytes 0 keeps nothing
   */
  public FrozenOutputs(long largestBytes) {
    this(largestBytes, Optional.empty());
  }

  /**
   * @param largestBytes of the heap; 0 keeps nothing there
   * @param files for those that later processes may need as well
   */
  public FrozenOutputs(long largestBytes, Optional<OutputFiles> files) {
    this.files = files;
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

  /** Outputs that were in the heap when they were asked for. */
  public long remembered() {
    return remembered.get();
  }

  /** Outputs for which the frozen part had to be asked. */
  public long computed() {
    return computed.get();
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
      return kept(outputs, key, () -> stored(key, compute));
    }
    remembered.incrementAndGet();
    outputs.put(key, passed);
    return passed;
  }

  /**
   * As {@link #get}, of one of very many: it goes before all others, never drives them out, and is
   * not stored.
   */
  float[] getPassing(String key, Supplier<float[]> compute) {
    boolean stays = outputs.containsKey(key);
    return kept(stays ? outputs : passing, key, () -> asked(compute));
  }

  private float[] kept(Map<String, float[]> all, String key, Supplier<float[]> compute) {
    float[] known = all.get(key);
    if (known != null) {
      remembered.incrementAndGet();
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

  private float[] stored(String key, Supplier<float[]> compute) {
    if (files.isEmpty()) {
      return asked(compute);
    }
    OutputFiles disk = files.get();
    Optional<float[]> found = disk.find(key);
    if (found.isPresent()) {
      return found.get();
    }
    float[] output = asked(compute);
    disk.put(key, output);
    return output;
  }

  private float[] asked(Supplier<float[]> compute) {
    computed.incrementAndGet();
    return compute.get();
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
