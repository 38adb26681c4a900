package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A layer as the base model has it, in the method that is being described: what an {@link Adapter}
 * stands beside.
 *
 * @param weight (out, in) or (out, in, kernel height, kernel width)
 * @param bias (out), or null
 */
public record FrozenLayer(Value weight, @Nullable Value bias, Operation operation) {
  /** What a layer does with its weight. */
  @FunctionalInterface
  interface Operation {
    Value apply(Value x, Value weight, @Nullable Value bias);
  }

  /** What the layer makes of an input on its own. */
  public Value forward(Value x) {
    return operation.apply(x, weight, bias);
  }

  /** What it makes of an input with an adapter, where it has one. */
  Value forward(Value x, Optional<Adapter> adapter) {
    return adapter.map(it -> it.forward(this, x.computing())).orElseGet(() -> forward(x));
  }
}
