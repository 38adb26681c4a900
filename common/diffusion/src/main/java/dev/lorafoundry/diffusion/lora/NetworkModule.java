package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A module of a network: small matrices, of which something is made that is added to the weight of
 * one layer of the base model.
 */
sealed interface NetworkModule permits LoraModule, LohaModule, LokrModule {
  /** What follows a module's name in files before its alpha. */
  String ALPHA = ".alpha";

  /**
   * What can be chosen of a module.
   *
   * @param rank 0: there is none
   */
  record Size(int rank, double alpha) {}

  /** As in kohya's files, such as {@code lora_te_text_model_encoder_layers_0_mlp_fc1}. */
  String name();

  NetworkType type();

  double alpha();

  long rank();

  /** What the matrices' product is multiplied by. */
  default double scale() {
    return alpha() / rank();
  }

  /** Shapes of the matrices by their names in files. */
  Map<String, Shape> shapes();

  /** Whether it can stand beside a layer with this weight. */
  boolean fits(Shape layer);

  /** Values of the matrices to start a training from, by name: the module changes nothing yet. */
  Map<String, StoredTensor> start(Draws draws);

  /** What the module adds to the layer's weight (out, in · kernel), in the matrices' own format. */
  Value change(Matrices matrices);

  /** Square of the Frobenius norm of {@link #change}: a scalar. */
  default Value squaredNorm(Matrices matrices) {
    return change(matrices).square().sum();
  }

  /**
   * The module as a part of a program.
   *
   * @param layer that it {@linkplain #fits fits}
   * @param scaling to be applied once to what the module adds, or to one of its factors
   */
  Adapter beside(Layer layer, Matrices matrices, UnaryOperator<Value> scaling);

  /** The name that the alpha has in files. */
  default String alphaName() {
    return name() + ALPHA;
  }
}
