package dev.lorafoundry.diffusion.memory;

/**
 * Memory of a training's device at the peak of a step, in bytes.
 *
 * @param weights the frozen parts of the base model that a step computes with
 * @param network what is trained, with all that the optimiser remembers
 * @param step what comes and goes in a step: values kept for the gradients, the gradients, the
 *     largest single value; or what the VAE takes for a picture, where that is more
 * @param overhead the device's own libraries, and gaps between tensors
 */
public record MemoryEstimate(long weights, long network, long step, long overhead) {
  private static final long LIBRARIES = 768L << 20;
  private static final double GAPS = 0.05;

  static MemoryEstimate of(long weights, long network, long step) {
    long gaps = Math.round(GAPS * (weights + network + step));
    return new MemoryEstimate(weights, network, step, LIBRARIES + gaps);
  }

  public long total() {
    return weights + network + step + overhead;
  }
}
