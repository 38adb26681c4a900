package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.util.Optional;

/** Decides which layers get an {@link Adapter}. */
@FunctionalInterface
public interface Adapters {
  /** Layers as the checkpoint has them. */
  Adapters NONE = (path, shape, program) -> Optional.empty();

  /**
   * The adapter of one layer, if it gets one.
   *
   * @param path of the layer in the checkpoint
   * @param shape of its weight: (out, in) or (out, in, kernel height, kernel width)
   */
  Optional<Adapter> find(String path, Shape shape, Program program);
}
