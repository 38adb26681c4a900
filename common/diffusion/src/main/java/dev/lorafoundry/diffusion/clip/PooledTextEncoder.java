package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;

/** A text encoder that also says of each text what it says as a whole, as SDXL's second one. */
public final class PooledTextEncoder {
  private final ClipTextEncoder encoder;
  private final ClipPooling pooling;

  public PooledTextEncoder(Weights w, ClipUse use, TextProjection projection) {
    encoder = new ClipTextEncoder(w, use);
    pooling = new ClipPooling(w, use, projection);
  }

  /**
   * What is known of texts.
   *
   * @param states of all tokens (B, 75·N + 2, C), or of all chunks (B·N, 77, C)
   * @param pooled of the whole (B, C')
   */
  public record Encoded(Value states, Value pooled) {}

  /** Features of a state. */
  public long width() {
    return encoder.width();
  }

  /** Whole numbers (B, N, 77) to the states of all tokens. */
  public Encoded forward(Value tokens) {
    Encoded chunks = chunks(tokens);
    return new Encoded(encoder.joined(chunks.states(), tokens), chunks.pooled());
  }

  /** Whole numbers (B, N, 77) to the states of all chunks, begins and ends included. */
  public Encoded chunks(Value tokens) {
    Value rows = encoder.rows(tokens.flatten(0, 1)); // (B·N·77, C)
    return new Encoded(encoder.normed(rows), pooling.forward(rows, tokens));
  }
}
