package dev.lorafoundry.diffusion.unet;

import dev.lorafoundry.diffusion.nn.Conv2d;
import dev.lorafoundry.diffusion.nn.Weights;
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
    Value h = x.concat(1, skips.pop());
    for (Part part : parts) {
      h = part.forward(h, with);
    }
    if (enlargement.isEmpty()) {
      return h;
    }
    // why: latents whose sides are no multiple of 8 come back to the size that they had
    return enlargement.get().forward(h.upsampleNearestTo(skips.element()));
  }
}
