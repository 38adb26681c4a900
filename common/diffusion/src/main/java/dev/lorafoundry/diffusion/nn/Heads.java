package dev.lorafoundry.diffusion.nn;

import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;

/**
 * Splits features into attention heads and joins them again.
 *
 * @param features of one head
 */
public record Heads(long count, long features) {
  /** Rows (B·T, C) of so many samples to (B, heads, T, C/heads). */
  public Value split(Value rows, Size samples) {
    return rows.reshape(samples, -1, count, features).permute(0, 2, 1, 3);
  }

  /** (B, heads, T, D) to rows (B·T, heads·D). */
  public Value join(Value x) {
    return x.permute(0, 2, 1, 3).reshape(-1, count * features);
  }
}
