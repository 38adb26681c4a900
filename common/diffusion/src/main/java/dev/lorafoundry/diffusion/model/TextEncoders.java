package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.clip.ClipLayout;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.clip.PooledTextEncoder;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Optional;

/** The text encoders of a base model, one or two, and how its U-Net takes what they say. */
public final class TextEncoders {
  private final ClipTextEncoder first;
  private final Optional<PooledTextEncoder> second;

  private TextEncoders(ClipTextEncoder first, Optional<PooledTextEncoder> second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Those of a family.
   *
   * @param all weights of the whole model
   * @param clipSkip which layer's states are used, counted from the end; not of SDXL, which always
   *     uses those before the last layer
   * @param projection of SDXL alone
   */
  public static TextEncoders of(
      Family family, Weights all, int clipSkip, TextProjection projection) {
    return switch (family) {
      case SD1 -> single(all.at(Prefixes.CLIP), ClipUse.sd1(clipSkip));
      case SD2 -> single(all.at(Prefixes.OPEN_CLIP), ClipUse.sd2(clipSkip));
      case SDXL ->
          new TextEncoders(
              new ClipTextEncoder(all.at(Prefixes.XL_CLIP), ClipUse.sdxl(ClipLayout.HUGGING_FACE)),
              Optional.of(
                  new PooledTextEncoder(
                      all.at(Prefixes.XL_OPEN_CLIP),
                      ClipUse.sdxl(ClipLayout.OPEN_CLIP),
                      projection)));
    };
  }

  /**
   * What is known of texts.
   *
   * @param states of all tokens (B, T, context width)
   * @param pooled of each text as a whole (B, C); of SDXL alone
   */
  public record Encoded(Value states, Optional<Value> pooled) {}

  /** How many there are. */
  public int count() {
    return second.isPresent() ? 2 : 1;
  }

  /** Features of a state, as the U-Net takes it. */
  public long width() {
    return first.width() + second.map(PooledTextEncoder::width).orElse(0L);
  }

  /**
   * Encodes texts.
   *
   * @param tokens for each encoder, whole numbers (B, N, 77)
   */
  public Encoded forward(List<Value> tokens) {
    Value states = first.forward(tokens.get(0));
    if (second.isEmpty()) {
      return new Encoded(states, Optional.empty());
    }
    PooledTextEncoder.Encoded more = second.get().forward(tokens.get(1));
    Value both =
        states
            .program()
            .stage(List.of(states, more.states()), in -> in.get(0).concat(2, in.get(1)));
    return new Encoded(both, Optional.of(more.pooled()));
  }

  private static TextEncoders single(Weights w, ClipUse use) {
    return new TextEncoders(new ClipTextEncoder(w, use), Optional.empty());
  }
}
