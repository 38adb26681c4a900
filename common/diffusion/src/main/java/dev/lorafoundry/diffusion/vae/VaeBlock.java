package dev.lorafoundry.diffusion.vae;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.GroupNorm;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Two convolutions and a way around. */
final class VaeBlock {
  static final double EPSILON = 1e-6;

  private final GroupNorm norm1;
  private final Conv2d conv1;
  private final GroupNorm norm2;
  private final Conv2d conv2;
  private final Optional<Conv2d> shortcut;

  VaeBlock(Weights w) {
    norm1 = new GroupNorm(w.at("norm1"), EPSILON);
    conv1 = Conv2d.same(w.at("conv1"));
    norm2 = new GroupNorm(w.at("norm2"), EPSILON);
    conv2 = Conv2d.same(w.at("conv2"));
    shortcut =
        w.has("nin_shortcut") ? Optional.of(Conv2d.same(w.at("nin_shortcut"))) : Optional.empty();
  }

  /** All blocks of a level. */
  static List<VaeBlock> all(Weights w) {
    return IntStream.range(0, w.count()).mapToObj(i -> new VaeBlock(w.at(i))).toList();
  }

  /** (B, in, H, W) to (B, out, H, W). */
  Value forward(Value x) {
    Value h = conv1.forward(norm1.forward(x).silu());
    h = conv2.forward(norm2.forward(h).silu());
    return h.add(shortcut.map(it -> it.forward(x)).orElse(x));
  }
}
