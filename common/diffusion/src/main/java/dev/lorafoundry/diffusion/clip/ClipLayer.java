package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.LayerNorm;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Size;
import dev.lorafoundry.tensor.Value;
import java.util.List;

/** Attention and a feed-forward network, each after a norm and added on. */
final class ClipLayer {
  private final ClipLayout layout;
  private final LayerNorm norm1;
  private final ClipAttention attention;
  private final LayerNorm norm2;
  private final Linear fc1;
  private final Linear fc2;

  ClipLayer(Weights w, ClipLayout layout) {
    this.layout = layout;
    ClipLayout.PartNames names = layout.names();
    norm1 = new LayerNorm(w.at(names.norm1()));
    attention = new ClipAttention(w.at(names.attention()), layout);
    norm2 = new LayerNorm(w.at(names.norm2()));
    fc1 = new Linear(w.at(names.fc1()));
    fc2 = new Linear(w.at(names.fc2()));
  }

  /** Chunks (B·77, C), unchanged, as a stage of its own. */
  Value stage(Value rows) {
    return rows.program()
        .stage(
            List.of(rows),
            in -> forward(in.get(0), in.get(0).size(0).dividedBy(ClipTextEncoder.CHUNK)));
  }

  /** (B·T, C) of so many samples, unchanged. */
  private Value forward(Value x, Size samples) {
    Value y = x.add(attention.forward(norm1.forward(x), samples));
    return y.add(fc2.forward(layout.activated(fc1.forward(norm2.forward(y)))));
  }
}
