package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Shape;
import java.util.regex.Pattern;

/** Which layers are 3×3 convolutions. */
final class Spatial {
  private static final int SIDE = 3;

  /** By the names of Diffusers and of LDM: those of residual blocks, and those that resample. */
  private static final Pattern NAME =
      Pattern.compile("lora_unet_.+_(conv1|conv2|conv|in_layers_2|out_layers_3|op)");

  private Spatial() {}

  /** Whether a layer's weight has a kernel of more than one number. */
  static boolean is(Shape layer) {
    return layer.rank() == 4 && layer.size(2) * layer.size(3) > 1;
  }

  /**
   * Shape of the weight of a layer whose module does not tell it.
   *
   * @param columns in · kernel
   */
  static Shape layer(String name, long out, long columns) {
    return NAME.matcher(name).matches() && columns % (SIDE * SIDE) == 0
        ? Shape.of(out, columns / (SIDE * SIDE), SIDE, SIDE)
        : Shape.of(out, columns);
  }
}
