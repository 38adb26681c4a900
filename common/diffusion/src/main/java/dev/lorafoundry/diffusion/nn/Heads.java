package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Value;

/** Splits features into attention heads and joins them again. */
public record Heads(long count) {
  /** (B, T, C) to (B, heads, T, C/heads). */
  public Value split(Value x) {
    return x.reshape(x.size(0), x.size(1), count, x.size(2).dividedBy(count)).permute(0, 2, 1, 3);
  }

  /** (B, heads, T, D) to (B, T, heads·D). */
  public Value join(Value x) {
    return x.permute(0, 2, 1, 3).flatten(2, 3);
  }
}
