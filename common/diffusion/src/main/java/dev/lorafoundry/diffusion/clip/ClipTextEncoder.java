package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text encoder. Captions of more than one chunk are encoded chunk by chunk; of the chunks' own
 * begin and end states only the first and the last stay.
 */
public final class ClipTextEncoder {
  /** Tokens of a chunk, begin and end included. */
  public static final int CHUNK = 77;

  private final Value tokenTable;
  private final Value positions;
  private final List<ClipLayer> layers;
  private final List<LayerNorm> norms;

  /**
   * @param use whose states are used; the layers behind them are not built
   */
  public ClipTextEncoder(Weights w, ClipUse use) {
    ClipLayout layout = use.layout();
    Weights all = layout.layers(w);
    int used = use.layers(all.count());
    tokenTable = layout.tokenTable(w);
    positions = layout.positions(w);
    layers = IntStream.range(0, used).mapToObj(i -> new ClipLayer(all.at(i), layout)).toList();
    norms = use.normed() ? List.of(layout.norm(w)) : List.of();
  }

  /** Features of a state. */
  public long width() {
    return tokenTable.shape().size(1);
  }

  /** Whole numbers (B, N, 77) to states (B, 75·N + 2, C). */
  public Value forward(Value tokens) {
    return joined(states(tokens.flatten(0, 1)), tokens);
  }

  /** Single chunks (B, 77) to all their states (B, 77, C), begin and end included. */
  public Value states(Value tokens) {
    return normed(rows(tokens));
  }

  /** Single chunks (B, 77) to their states before any final norm (B·77, C). */
  Value rows(Value tokens) {
    Value h = Kernels.embedding(tokenTable, tokens).add(positions).flatten(0, 1); // (B·77, C)
    h = h.named("embeddings");
    for (int i = 0; i < layers.size(); i++) {
      h = layers.get(i).stage(h).named("layer" + i);
    }
    return h;
  }

  /** The same states (B, 77, C), normed where that is used. */
  Value normed(Value rows) {
    return rows.program()
        .stage(
            List.of(rows),
            in -> {
              Value h = in.get(0);
              for (LayerNorm norm : norms) {
                h = norm.forward(h);
              }
              return h.reshape(-1, CHUNK, width());
            });
  }

  /** The chunks' states (B·N, 77, C) one behind another, with one begin and one end. */
  Value joined(Value chunks, Value tokens) {
    return tokens.program().stage(List.of(chunks, tokens), in -> joinedNow(in.get(0), in.get(1)));
  }

  private Value joinedNow(Value chunks, Value tokens) {
    Value states = chunks.reshape(tokens.size(0), tokens.size(1), CHUNK, width());
    Value begin = states.select(1, 0).slice(1, 0, 1); // (B, 1, C)
    Value end = states.select(1, -1).slice(1, CHUNK - 1, CHUNK); // (B, 1, C)
    Value texts = states.slice(2, 1, CHUNK - 1).flatten(1, 2); // (B, 75·N, C)
    return begin.concat(1, texts, end);
  }
}
