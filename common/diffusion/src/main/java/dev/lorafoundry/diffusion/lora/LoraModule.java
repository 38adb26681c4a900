package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * LoRA (Hu et al. 2021): {@code change(x) = up(down(x)) · alpha / r}.
 *
 * @param down shape of the first matrix: (r, in), or (r, in, height, width) beside a convolution
 * @param up shape of the second matrix: (out, r), or (out, r, 1, 1)
 */
record LoraModule(String name, Shape down, Shape up, double alpha) implements NetworkModule {
  static final String DOWN = ".lora_down.weight";
  static final String UP = ".lora_up.weight";

  /** A module of this size beside a layer. */
  static LoraModule beside(String name, Shape layer, Size size) {
    long out = layer.size(0);
    int rank = size.rank();
    return layer.rank() == 2
        ? new LoraModule(name, Shape.of(rank, layer.size(1)), Shape.of(out, rank), size.alpha())
        : new LoraModule(
            name,
            Shape.of(rank, layer.size(1), layer.size(2), layer.size(3)),
            Shape.of(out, rank, 1, 1),
            size.alpha());
  }

  /**
   * @throws LoraRefused if the matrices make no module
   */
  static NetworkModule read(StoredModule stored) {
    LoraModule lora = of(stored);
    return stored.has(DoraModule.MAGNITUDE)
        ? DoraModule.of(lora, stored.shape(DoraModule.MAGNITUDE))
        : lora;
  }

  private static LoraModule of(StoredModule stored) {
    Shape down = stored.shape(DOWN);
    Shape up = stored.shape(UP);
    stored.require(down.size(0) == up.size(1));
    return new LoraModule(stored.name(), down, up, stored.alpha(down.size(0)));
  }

  @Override
  public NetworkType type() {
    return NetworkType.LORA;
  }

  @Override
  public long rank() {
    return down.size(0);
  }

  @Override
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(name + DOWN, down);
    shapes.put(name + UP, up);
    return shapes;
  }

  @Override
  public boolean fits(Shape layer) {
    long out = layer.size(0);
    return rank() > 0 && up.size(0) == out && fanIn() == layer.elements() / out;
  }

  /** The first matrix evenly distributed over (-1/√n, 1/√n), n its fan-in, the second one zero. */
  @Override
  public Map<String, StoredTensor> start(Draws draws) {
    return Map.of(
        name + DOWN, Beginnings.even(draws, down, fanIn()), name + UP, Beginnings.zero(up));
  }

  @Override
  public Value change(Matrices matrices) {
    return up(matrices).exactMatmul(down(matrices)).mul(scale());
  }

  @Override
  public Product product(Matrices matrices) {
    return new Product(up(matrices), down(matrices));
  }

  @Override
  public long innerSide() {
    return rank();
  }

  @Override
  public Shape layer() {
    long out = up.size(0);
    return down.rank() == 4
        ? Shape.of(out, down.size(1), down.size(2), down.size(3))
        : Shape.of(out, fanIn());
  }

  @Override
  public Value squaredNorm(Matrices matrices) {
    Value up = up(matrices); // (out, r)
    Value down = down(matrices); // (r, in · kernel)
    Value ofUp = up.transpose(0, 1).exactMatmul(up); // (r, r)
    Value ofDown = down.exactMatmul(down.transpose(0, 1)); // (r, r)
    return ofUp.mul(ofDown).sum().mul(scale() * scale());
  }

  /** The strength is applied to the small values between the two matrices. */
  @Override
  public Adapter beside(Layer layer, Matrices matrices, Strength strength) {
    return (frozen, x) -> {
      Value output = frozen.forward(x);
      Value inner = strength.of(inner(layer, matrices, x));
      Value second = matrices.of(name + UP, up);
      return layer.form() instanceof Layer.Maps
          ? output.add(Kernels.conv2d(inner, second, null, 1, 0))
          : output.addProduct(inner, matrix(second).transpose(0, 1));
    };
  }

  /** What the module adds to the layer's output. */
  Value added(Layer layer, Matrices matrices, Strength strength, Value x) {
    Value inner = strength.of(inner(layer, matrices, x));
    Value second = matrices.of(name + UP, up);
    return layer.form() instanceof Layer.Maps
        ? Kernels.conv2d(inner, second, null, 1, 0)
        : Kernels.linear(inner, matrix(second), null);
  }

  /** Between the two matrices: (N, r) or (B, r, H', W'). */
  private Value inner(Layer layer, Matrices matrices, Value x) {
    Value first = matrices.of(name + DOWN, down);
    return layer.form() instanceof Layer.Maps maps
        ? Kernels.conv2d(x, first, null, maps.stride(), maps.padding())
        : Kernels.linear(x, matrix(first), null);
  }

  private static Value matrix(Value weight) {
    return weight.shape().rank() == 2 ? weight : weight.flatten(1, -1);
  }

  /** The first matrix (r, in · kernel). */
  Value down(Matrices matrices) {
    return matrices.of(name + DOWN, down).flatten(1, -1);
  }

  /** The second matrix (out, r). */
  Value up(Matrices matrices) {
    return matrices.of(name + UP, up).flatten(1, -1);
  }

  /** Numbers that one element of the module's middle is summed from. */
  private long fanIn() {
    return down.elements() / rank();
  }
}
