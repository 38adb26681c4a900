package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A block of the way up: takes the down path's last result beside its input, and may enlarge to the
 * size of the next one.
 */
final class UpBlock {
  private final List<Part> parts = new ArrayList<>();
  private Optional<Conv2d> enlargement = Optional.empty();

  UpBlock(Weights w, HeadRule heads) {
    for (int i = 0; i < w.count(); i++) {
      if (w.at(i).has("conv")) {
        enlargement = Optional.of(Conv2d.same(w.at(i).at("conv")));
      } else {
        parts.add(Part.of(w.at(i), heads));
      }
    }
  }

  /** (B, C, H, W) to (B, C', H', W'). */
  Value forward(Value x, Deque<Value> skips, Conditions with) {
    List<Value> inputs = new ArrayList<>(List.of(x, with.time(), with.context(), skips.pop()));
    enlargement.ifPresent(conv -> inputs.add(skips.element()));
    return x.program()
        .stage(
            inputs,
            in -> {
              Value h = in.get(0).concat(1, in.get(3));
              for (Part part : parts) {
                h = part.forward(h, new Conditions(in.get(1), in.get(2)));
              }
              return enlarged(h, in);
            });
  }

  private Value enlarged(Value h, List<Value> in) {
    // why: latents whose sides are no multiple of 8 come back to the size that they had
    return enlargement.map(conv -> conv.forward(Kernels.upsampleNearestTo(h, in.get(4)))).orElse(h);
  }
}
