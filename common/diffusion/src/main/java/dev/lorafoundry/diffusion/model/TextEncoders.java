package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.clip.ClipLayout;
import dev.lorafoundry.diffusion.clip.ClipTextEncoder;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.clip.PooledTextEncoder;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.TokenChunks;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
      case SD2 -> {
        Weights encoder = all.at(Prefixes.OPEN_CLIP);
        yield single(encoder, ClipUse.sd2(encoder, clipSkip));
      }
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

  /** How the encoders of a family want their tokens, one after another. */
  public static List<TokenChunks.Layout> layouts(Family family, ClipTokenizer tokenizer) {
    return switch (family) {
      case SD1 -> List.of(TokenChunks.Layout.sd1(tokenizer));
      case SD2 -> List.of(TokenChunks.Layout.openClip(tokenizer));
      case SDXL ->
          List.of(TokenChunks.Layout.sd1(tokenizer), TokenChunks.Layout.openClip(tokenizer));
    };
  }

  /**
   * What is known of texts.
   *
   * @param states of all tokens (B, T, context width)
   * @param pooled of each text as a whole (B, C); of SDXL alone
   */
  public record Encoded(Value states, Optional<Value> pooled) {
    /**
     * The same, each token's state times its weight; what a text says as a whole stays.
     *
     * @param weights (B, T)
     */
    public Encoded weighted(Value weights) {
      Value weighted =
          states
              .program()
              .stage(List.of(states, weights), in -> in.get(0).mul(in.get(1).unsqueeze(-1)));
      return new Encoded(weighted, pooled);
    }

    /**
     * The vector that SDXL's U-Net takes (B, C + sizes): each text as a whole, and its picture's
     * sizes.
     *
     * @param sizes {@link SizeEmbedding} of each picture (B, sizes)
     */
    public Value vector(Value sizes) {
      Value whole =
          pooled.orElseThrow(() -> new IllegalStateException("the encoders pool no texts"));
      return whole
          .program()
          .stage(List.of(whole, sizes), in -> in.get(0).concat(1, in.get(1))); // (B, C + sizes)
    }
  }

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

  /**
   * Encodes texts as the webui does: every chunk keeps its begin and end.
   *
   * @param tokens for each encoder, whole numbers (B, N, 77)
   * @param change what becomes of each encoder's chunks (B·N, 77, C), which keep their shape
   * @return states (B, 77·N, context width)
   */
  public Encoded chunks(List<Value> tokens, UnaryOperator<Value> change) {
    Value ids = tokens.get(0);
    Value states = change.apply(first.states(ids.flatten(0, 1)));
    if (second.isEmpty()) {
      return new Encoded(inARow(states, ids), Optional.empty());
    }
    PooledTextEncoder.Encoded more = second.get().chunks(tokens.get(1));
    Value both = states.concat(2, change.apply(more.states())); // (B·N, 77, context width)
    return new Encoded(inARow(both, ids), Optional.of(more.pooled()));
  }

  private Value inARow(Value chunks, Value tokens) {
    return chunks.reshape(tokens.size(0), -1, width()); // (B, 77·N, context width)
  }

  private static TextEncoders single(Weights w, ClipUse use) {
    return new TextEncoders(new ClipTextEncoder(w, use), Optional.empty());
  }
}
