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
import java.util.function.BinaryOperator;

/**
 * LoHa, LyCORIS' form of FedPara (Hyeon-Woo et al. 2022, FedPara: Low-Rank Hadamard Product for
 * Communication-Efficient Federated Learning): {@code ΔW = (A₁ B₁ ∘ A₂ B₂) · alpha / r}, of rank r²
 * at most. A convolution's weight counts as a matrix (out, in · kernel).
 *
 * @param left shape of A₁ and A₂: (out, r)
 * @param right shape of B₁ and B₂: (r, in · kernel)
 */
record LohaModule(String name, Shape left, Shape right, double alpha) implements NetworkModule {
  static final String LEFT_1 = ".hada_w1_a";
  static final String RIGHT_1 = ".hada_w1_b";
  static final String LEFT_2 = ".hada_w2_a";
  static final String RIGHT_2 = ".hada_w2_b";

  /** A module of this size beside a layer. */
  static LohaModule beside(String name, Shape layer, Size size) {
    long out = layer.size(0);
    return new LohaModule(
        name,
        Shape.of(out, size.rank()),
        Shape.of(size.rank(), layer.elements() / out),
        size.alpha());
  }

  /**
   * @throws LoraRefused if the matrices make no module
   */
  static LohaModule of(StoredModule stored) {
    Shape left = stored.shape(LEFT_1);
    Shape right = stored.shape(RIGHT_1);
    stored.require(
        left.rank() == 2
            && right.rank() == 2
            && left.size(1) == right.size(0)
            && left.equals(stored.shape(LEFT_2))
            && right.equals(stored.shape(RIGHT_2)));
    return new LohaModule(stored.name(), left, right, stored.alpha(right.size(0)));
  }

  @Override
  public NetworkType type() {
    return NetworkType.LOHA;
  }

  @Override
  public long rank() {
    return right.size(0);
  }

  @Override
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(name + LEFT_1, left);
    shapes.put(name + RIGHT_1, right);
    shapes.put(name + LEFT_2, left);
    shapes.put(name + RIGHT_2, right);
    return shapes;
  }

  @Override
  public boolean fits(Shape layer) {
    long out = layer.size(0);
    return rank() > 0 && left.size(0) == out && right.size(1) == layer.elements() / out;
  }

  /** As LyCORIS starts: normal numbers of deviation 0.1 left and 1 right, but A₂ zero. */
  @Override
  public Map<String, StoredTensor> start(Draws draws) {
    Map<String, StoredTensor> start = new LinkedHashMap<>();
    start.put(name + LEFT_1, Beginnings.normal(draws, left, 0.1));
    start.put(name + RIGHT_1, Beginnings.normal(draws, right, 1));
    start.put(name + LEFT_2, Beginnings.zero(left));
    start.put(name + RIGHT_2, Beginnings.normal(draws, right, 1));
    return start;
  }

  @Override
  public Value change(Matrices matrices) {
    return product(matrices, Value::exactMatmul).mul(scale());
  }

  /**
   * Of inner side r², row by row and column by column the products of all pairs, if that is less.
   */
  @Override
  public Product product(Matrices matrices) {
    if (rank() * rank() > innerSide()) {
      return Product.whole(product(matrices, Value::exactMatmul), left.size(0), right.size(1));
    }
    Value one = matrices.of(name + LEFT_1, left).unsqueeze(2); // (out, r, 1)
    Value other = matrices.of(name + LEFT_2, left).unsqueeze(1); // (out, 1, r)
    Value first = matrices.of(name + RIGHT_1, right).unsqueeze(1); // (r, 1, in · kernel)
    Value second = matrices.of(name + RIGHT_2, right).unsqueeze(0); // (1, r, in · kernel)
    return new Product(one.mul(other).flatten(1, 2), first.mul(second).flatten(0, 1));
  }

  @Override
  public long innerSide() {
    return Math.min(rank() * rank(), Math.min(left.size(0), right.size(1)));
  }

  @Override
  public Shape layer() {
    return Spatial.layer(name, left.size(0), right.size(1));
  }

  @Override
  public Adapter beside(Layer layer, Matrices matrices, Strength strength) {
    return (frozen, x) -> {
      Value output = frozen.forward(x);
      Value change = strength.of(product(matrices, Value::matmul)); // (out, in · kernel)
      return layer.form() instanceof Layer.Maps maps
          ? output.add(
              Kernels.conv2d(
                  x,
                  change.reshape(layer.weight().sizes().toArray()),
                  null,
                  maps.stride(),
                  maps.padding()))
          : output.addProduct(x, change.transpose(0, 1));
    };
  }

  private Value product(Matrices matrices, BinaryOperator<Value> matmul) {
    Value first =
        matmul.apply(matrices.of(name + LEFT_1, left), matrices.of(name + RIGHT_1, right));
    return first.mul(
        matmul.apply(matrices.of(name + LEFT_2, left), matrices.of(name + RIGHT_2, right)));
  }
}
