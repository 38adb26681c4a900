package dev.lorafoundry.api.run;

import dev.lorafoundry.diffusion.memory.MemoryEstimate;
import org.jspecify.annotations.Nullable;

/**
 * What a job needs of its device's memory, beside what there is.
 *
 * @param largestDevice bytes that the largest device of the workers that train has; absent: unknown
 */
public record JobMemory(MemoryEstimate needed, @Nullable Long largestDevice) {
  /** Whether no worker that is there has as much. */
  public boolean fitsNowhere() {
    return largestDevice != null && needed.total() > largestDevice;
  }
}
