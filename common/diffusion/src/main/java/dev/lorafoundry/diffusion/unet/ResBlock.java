package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.Optional;

/** Two convolutions with the time embedding between them, and a way around. */
final class ResBlock implements Part {
  private static final double EPSILON = 1e-5;

  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final Linear time;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Optional<Conv2d> shortcut;

  ResBlock(Weights w) {
    norm1 = new GroupNorm(w.at("in_layers.0"), EPSILON);
    conv1 = Conv2d.same(w.at("in_layers.2"));
    time = new Linear(w.at("emb_layers.1"));
    norm2 = new GroupNorm(w.at("out_layers.0"), EPSILON);
    conv2 = Conv2d.same(w.at("out_layers.3"));
    shortcut =
        w.has("skip_connection")
            ? Optional.of(Conv2d.same(w.at("skip_connection")))
            : Optional.empty();
  }

  /** (B, in, H, W) to (B, out, H, W). */
  @Override
  public Value forward(Value x, Conditions with) {
    Value h = conv1.forward(norm1.forward(x).silu());
    h = h.add(time.forward(with.time().silu()).unsqueeze(-1).unsqueeze(-1));
    h = conv2.forward(norm2.forward(h).silu());
    return h.add(shortcut.map(it -> it.forward(x)).orElse(x));
  }
}
