package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;

/**
 * A LoRA beside one layer: {@code change(x) = up(down(x)) · alpha / r}.
 *
 * @param name as in kohya's files, such as {@code lora_te_text_model_encoder_layers_0_mlp_fc1}
 * @param down shape of the first matrix: (r, in), or (r, in, height, width) beside a convolution
 * @param up shape of the second matrix: (out, r), or (out, r, 1, 1)
 */
record LoraModule(String name, Shape down, Shape up, double alpha) {
  static final String DOWN = ".lora_down.weight";
  static final String ALPHA = ".alpha";

  /** What can be chosen of a module. */
  record Size(int rank, double alpha) {}

  /** A module of this rank beside a layer. */
  static LoraModule beside(String name, Shape layer, int rank, double alpha) {
    long out = layer.size(0);
    return layer.rank() == 2
        ? new LoraModule(name, Shape.of(rank, layer.size(1)), Shape.of(out, rank), alpha)
        : new LoraModule(
            name,
            Shape.of(rank, layer.size(1), layer.size(2), layer.size(3)),
            Shape.of(out, rank, 1, 1),
            alpha);
  }

  /** Whether it can stand beside a layer with this weight. */
  boolean fits(Shape layer) {
    long out = layer.size(0);
    return rank() > 0 && up.size(0) == out && fanIn() == layer.elements() / out;
  }

  /** What the module adds to the layer's weight (out, in · kernel), in a program of its own. */
  Value change(Program program) {
    Value first = program.weight(downName(), down).flatten(1, -1); // (r, in · kernel)
    Value second = program.weight(upName(), up).flatten(1, -1); // (out, r)
    return second.matmul(first).mul(scale());
  }

  long rank() {
    return down.size(0);
  }

  double scale() {
    return alpha / rank();
  }

  /** Numbers that one element of the module's middle is summed from. */
  long fanIn() {
    return down.elements() / rank();
  }

  String downName() {
    return name + DOWN;
  }

  String upName() {
    return name + ".lora_up.weight";
  }

  String alphaName() {
    return name + ALPHA;
  }
}
