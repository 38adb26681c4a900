package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.Map;
import java.util.Set;

/**
 * A module of a network: small matrices, of which something is made that is added to the weight of
 * one layer of the base model.
 */
sealed interface NetworkModule permits LoraModule, DoraModule, LohaModule, LokrModule {
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

  /** What of the layer has a magnitude of its own. */
  default Dora dora() {
    return Dora.OFF;
  }

  double alpha();

  long rank();

  /** What the matrices' product is multiplied by. */
  default double scale() {
    return alpha() / rank();
  }

  /** Shapes of the matrices by their names in files. */
  Map<String, Shape> shapes();

  /** Names of the matrices whose product the {@link #change} is, as each is multiplied. */
  default Set<String> factors() {
    return shapes().keySet();
  }

  /** Whether it can stand beside a layer with this weight. */
  boolean fits(Shape layer);

  /**
   * Values to start a training from, by name: the module changes nothing yet. Magnitudes are not
   * among them, which are the {@linkplain BaseMagnitudes base model's}.
   */
  Map<String, StoredTensor> start(Draws draws);

  /** What the module adds to the layer's weight (out, in · kernel), in the matrices' own format. */
  Value change(Matrices matrices);

  /**
   * A weight that the module is a part of.
   *
   * @param weight of the layer (out, in · kernel), in fp32
   * @param multiplier of what the module makes of it
   */
  default Value merged(Value weight, Matrices matrices, double multiplier) {
    return weight.add(change(matrices).mul(multiplier));
  }

  /** What the module adds before its {@link #scale}, as a product of two matrices. */
  Product product(Matrices matrices);

  /** Shape of the weight that it is added to, as far as the file tells: (out, in, …). */
  Shape layer();

  /** The largest rank that what it adds can have. */
  default long largestRank() {
    Shape layer = layer();
    long smaller = Math.min(layer.size(0), layer.elements() / layer.size(0));
    return Math.min(smaller, innerSide());
  }

  /** The side that the matrices of the {@link #product} have in common. */
  long innerSide();

  /** Square of the Frobenius norm of {@link #change}: a scalar. */
  default Value squaredNorm(Matrices matrices) {
    return change(matrices).square().sum();
  }

  /**
   * The module as a part of a program.
   *
   * @param layer that it {@linkplain #fits fits}
   * @param strength to be applied once to what the module adds, or to one of its factors
   */
  Adapter beside(Layer layer, Matrices matrices, Strength strength);

  /** The name that the alpha has in files. */
  default String alphaName() {
    return name() + ALPHA;
  }
}
