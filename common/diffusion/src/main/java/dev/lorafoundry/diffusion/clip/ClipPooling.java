package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a text says as a whole: the last layer's state of its first end mark, normed, times a
 * projection. Of a text of several chunks that is the first one's.
 *
 * <p>The projection is stored as a matrix, or, in files such as Playground's, as the weight of a
 * linear layer (out, in), which is always taken as that.
 */
final class ClipPooling {
  private static final int CHUNK = ClipTextEncoder.CHUNK;
  private static final String MATRIX = "text_projection";
  private static final String LINEAR = MATRIX + ".weight";

  private final List<ClipLayer> layers;
  private final LayerNorm norm;
  private final Value matrix;
  private final TextProjection projection;

  /**
   * @param use of the encoder, whose states go through the layers behind them here
   */
  ClipPooling(Weights w, ClipUse use, TextProjection projection) {
    ClipLayout layout = use.layout();
    Weights all = layout.layers(w);
    layers =
        IntStream.range(use.layers(all.count()), all.count())
            .mapToObj(i -> new ClipLayer(all.at(i), layout))
            .toList();
    norm = layout.norm(w);
    boolean linear = w.has(LINEAR);
    matrix = w.get(linear ? LINEAR : MATRIX);
    this.projection = linear ? TextProjection.TRANSPOSED : projection;
  }

  /** The encoder's states (B·N·77, C) of tokens (B, N, 77) to (B, C'). */
  Value forward(Value rows, Value tokens) {
    Value h = rows.program().stage(List.of(rows, tokens), in -> first(in.get(0), in.get(1)));
    for (ClipLayer layer : layers) {
      h = layer.stage(h);
    }
    return h.program()
        .stage(List.of(h.named("last"), tokens), in -> projected(atEnd(in.get(0), in.get(1))));
  }

  /** States of the first chunks alone (B·77, C). */
  private static Value first(Value rows, Value tokens) {
    return rows.reshape(tokens.size(0), tokens.size(1), CHUNK, -1).select(1, 0).flatten(0, 1);
  }

  /** The first end mark's (B, C): no id is larger. */
  private Value atEnd(Value rows, Value tokens) {
    Value states = rows.reshape(tokens.size(0), CHUNK, -1); // (B, 77, C)
    Value place = tokens.select(1, 0).argmax(1).unsqueeze(-1).unsqueeze(-1); // (B, 1, 1)
    return states.gather(1, place.expand(tokens.size(0), 1, states.size(2))).select(1, 0);
  }

  private Value projected(Value state) {
    Value normed = norm.forward(state);
    return switch (projection) {
      case STORED -> normed.matmul(matrix);
      case TRANSPOSED -> Kernels.linear(normed, matrix, null);
    };
  }
}
