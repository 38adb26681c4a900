package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Program;
import java.util.Optional;

/** Decides which layers get an {@link Adapter}. */
@FunctionalInterface
public interface Adapters {
  /** Layers as the checkpoint has them. */
  Adapters NONE = (layer, program) -> Optional.empty();

  /** The adapter of one layer, if it gets one. */
  Optional<Adapter> find(Layer layer, Program program);
}
