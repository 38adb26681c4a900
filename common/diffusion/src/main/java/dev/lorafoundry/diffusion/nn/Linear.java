package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x Wᵀ + b}, with {@code W} (out, in) and an optional {@code b} (out). Tokens and places
 * of a batch come as rows of one matrix: so everything here is a plain product of two.
 */
public final class Linear {
  /** What follows the path of a module whose queries, keys and values are stored as one matrix. */
  public static final String JOINED = "in_proj_weight";

  /** Names of the layers that such a matrix holds, one below the other. */
  public static final List<String> JOINED_PARTS = List.of("q", "k", "v");

  private final Weights weights;
  private final Value weight;
  private final @Nullable Value bias;
  private final long from;
  private final long out;
  private final Optional<Adapter> adapter;

  public Linear(Weights w) {
    weights = w;
    weight = w.get("weight");
    bias = w.has("bias") ? w.get("bias") : null;
    from = 0;
    out = weight.shape().size(0);
    adapter = w.adapter(new Layer.Rows());
  }

  /** One of three layers that are stored as one. */
  private Linear(Weights w, int part) {
    weights = w;
    weight = w.get(JOINED);
    bias = w.get("in_proj_bias");
    out = weight.shape().size(0) / JOINED_PARTS.size();
    from = part * out;
    adapter =
        w.at(JOINED_PARTS.get(part))
            .adapter(Shape.of(out, weight.shape().size(1)), new Layer.Rows());
  }

  /**
   * An attention's layer for queries, keys or values, stored as rows of {@code in_proj_weight}. Its
   * path is the attention's with that part's name.
   *
   * @param part one of {@link #JOINED_PARTS}
   */
  public static Linear joined(Weights attention, String part) {
    return new Linear(attention, JOINED_PARTS.indexOf(part));
  }

  /** Rows (N, in) to (N, out). */
  public Value forward(Value x) {
    return weights.within(
        () -> {
          Value ownWeight = own(weight);
          Value ownBias = bias == null ? null : own(bias);
          return new FrozenLayer(ownWeight, ownBias, Kernels::linear).forward(x, adapter);
        });
  }

  /** Features out. */
  public long out() {
    return out;
  }

  private Value own(Value stored) {
    return out == stored.shape().size(0) ? stored : stored.slice(0, from, from + out);
  }
}
