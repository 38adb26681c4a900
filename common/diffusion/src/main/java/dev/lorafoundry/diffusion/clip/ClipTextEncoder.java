package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The text encoder of SD1 (checkpoint prefix {@code cond_stage_model.transformer.text_model}).
 * Captions of more than one chunk are encoded chunk by chunk; of the chunks' own begin and end
 * states only the first and the last stay.
 */
public final class ClipTextEncoder {
  /** Tokens of a chunk, begin and end included. */
  public static final int CHUNK = 77;

  private final Value tokenTable;
  private final Value positions;
  private final List<ClipLayer> layers;
  private final LayerNorm norm;

  /**
   * @param skip which layer's states are used, counted from the end: 1 is the last. The layers
   *     behind it are not built.
   */
  public ClipTextEncoder(Weights w, int skip) {
    Weights all = w.at("encoder.layers");
    int used = all.count() + 1 - skip;
    if (skip < 1 || used < 0) {
      throw new IllegalArgumentException(
          "clip skip %d is not allowed: the text encoder has %d layers, so 1 to %d"
              .formatted(skip, all.count(), all.count() + 1));
    }
    tokenTable = w.get("embeddings.token_embedding.weight");
    positions = w.get("embeddings.position_embedding.weight");
    layers = IntStream.range(0, used).mapToObj(i -> new ClipLayer(all.at(i))).toList();
    norm = new LayerNorm(w.at("final_layer_norm"));
  }

  /** Features of a state. */
  public long width() {
    return tokenTable.shape().size(1);
  }

  /** Whole numbers (B, N, 77) to states (B, 75·N + 2, C). */
  public Value forward(Value tokens) {
    Value all = states(tokens.flatten(0, 1));
    return tokens.program().stage(List.of(all, tokens), in -> joined(in.get(0), in.get(1)));
  }

  /** The chunks' states one behind another, with one begin and one end. */
  private Value joined(Value all, Value tokens) {
    Value states = all.reshape(tokens.size(0), tokens.size(1), CHUNK, width());
    Value begin = states.select(1, 0).slice(1, 0, 1); // (B, 1, C)
    Value end = states.select(1, -1).slice(1, CHUNK - 1, CHUNK); // (B, 1, C)
    Value texts = states.slice(2, 1, CHUNK - 1).flatten(1, 2); // (B, 75·N, C)
    return begin.concat(1, texts, end);
  }

  /** Single chunks (B, 77) to all their states (B, 77, C), begin and end included. */
  public Value states(Value tokens) {
    Value h = tokenTable.embedding(tokens).add(positions).flatten(0, 1); // (B·77, C)
    h = h.named("embeddings");
    for (int i = 0; i < layers.size(); i++) {
      ClipLayer layer = layers.get(i);
      h =
          h.program()
              .stage(List.of(h), in -> layer.forward(in.get(0), samples(in.get(0))))
              .named("layer" + i);
    }
    return h.program().stage(List.of(h), in -> norm.forward(in.get(0)).reshape(-1, CHUNK, width()));
  }

  private static Size samples(Value rows) {
    return rows.size(0).dividedBy(CHUNK);
  }
}
