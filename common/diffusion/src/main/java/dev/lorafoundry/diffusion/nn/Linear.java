package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x Wᵀ + b}, with {@code W} (out, in) and an optional {@code b} (out). Tokens and places
 * of a batch come as rows of one matrix: so everything here is a plain product of two.
 */
public final class Linear {
  private final Weights weights;
  private final Value weight;
  private final @Nullable Value bias;
  private final Optional<Adapter> adapter;

  public Linear(Weights w) {
    weights = w;
    weight = w.get("weight");
    bias = w.has("bias") ? w.get("bias") : null;
    adapter = w.adapter(new Layer.Rows());
  }

  /** Rows (N, in) to (N, out). */
  public Value forward(Value x) {
    return weights.within(
        () -> {
          Value y = x.linear(weight, bias);
          return adapter.map(it -> it.change(y, x)).orElse(y);
        });
  }

  /** Features out. */
  public long out() {
    return weight.shape().size(0);
  }
}
