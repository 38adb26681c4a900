package dev.lorafoundry.diffusion.training;

import java.util.function.Supplier;

/** Where a training finds what frozen parts of its base model said before. */
interface KnownOutputs {
  /**
   * An output; not to be changed.
   *
   * @param key all that the output depends on
   * @param compute asks the frozen part
   */
  float[] get(String key, Supplier<float[]> compute);
}
