package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Value;
import java.util.function.UnaryOperator;

/** A LoRA module as a part of a program; its matrices are parameters. */
final class LoraAdapter implements Adapter {
  private final Value down;
  private final Value up;
  private final Layer.Form form;
  private final UnaryOperator<Value> scaling;

  /**
   * @param scaling applied to the small values between the two matrices
   */
  LoraAdapter(LoraModule module, Layer.Form form, Program program, UnaryOperator<Value> scaling) {
    down = program.parameter(module.downName(), module.down());
    up = program.parameter(module.upName(), module.up());
    this.form = form;
    this.scaling = scaling;
  }

  @Override
  public Value change(Value output, Value input) {
    if (form instanceof Layer.Maps maps) {
      Value inner =
          Kernels.conv2d(input, down, null, maps.stride(), maps.padding()); // (B, r, H', W')
      return output.add(Kernels.conv2d(scaling.apply(inner), up, null, 1, 0));
    }
    Value inner = Kernels.linear(input, matrix(down), null); // (N, r)
    return output.addProduct(scaling.apply(inner), matrix(up).transpose(0, 1));
  }

  private static Value matrix(Value weight) {
    return weight.shape().rank() == 2 ? weight : weight.flatten(1, -1);
  }
}
