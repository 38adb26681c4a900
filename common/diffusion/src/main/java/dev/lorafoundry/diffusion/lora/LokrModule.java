package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Decompositions;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * LoKr of LyCORIS (Yeh et al. 2024, Navigating Text-To-Image Customization): {@code ΔW = W₁ ⊗ W₂},
 * where {@code W₂} is whole, or {@code A B · alpha / r}. With out = o₁ o₂ and in = i₁ i₂ the layer
 * becomes two small ones, one after another: W₂ of each of i₁ parts of the input, then W₁ across
 * these parts.
 *
 * @param first shape of W₁: (o₁, i₁)
 * @param second shape of W₂, whole: (o₂, i₂) or (o₂, i₂, height, width); else of A: (o₂, r)
 * @param right shape of B: (r, i₂ · kernel); null where W₂ is whole
 */
record LokrModule(String name, Shape first, Shape second, @Nullable Shape right, double alpha)
    implements NetworkModule {
  static final String FIRST = ".lokr_w1";
  static final String WHOLE = ".lokr_w2";
  static final String LEFT = ".lokr_w2_a";
  static final String RIGHT = ".lokr_w2_b";

  /**
   * A module of this size beside a layer; W₂ is whole where the rank is half of its longer side or
   * more.
   *
   * @param factor as {@link Factors#of} takes it
   */
  static LokrModule beside(String name, Shape layer, Size size, int factor) {
    Factors out = Factors.of(layer.size(0), factor);
    Factors in = Factors.of(layer.size(1), factor);
    Shape first = Shape.of(out.smaller(), in.smaller());
    if (2L * size.rank() >= Math.max(out.larger(), in.larger())) {
      Shape whole =
          layer.rank() == 2
              ? Shape.of(out.larger(), in.larger())
              : Shape.of(out.larger(), in.larger(), layer.size(2), layer.size(3));
      return new LokrModule(name, first, whole, null, size.rank());
    }
    long kernel = layer.elements() / (layer.size(0) * layer.size(1));
    return new LokrModule(
        name,
        first,
        Shape.of(out.larger(), size.rank()),
        Shape.of(size.rank(), in.larger() * kernel),
        size.alpha());
  }

  /**
   * @throws LoraRefused if the matrices make no module
   */
  static LokrModule of(StoredModule stored) {
    Shape first = stored.shape(FIRST);
    stored.require(first.rank() == 2);
    if (stored.has(WHOLE)) {
      stored.require(stored.shapes().size() == 2);
      return new LokrModule(stored.name(), first, stored.shape(WHOLE), null, stored.alpha(1));
    }
    Shape left = stored.shape(LEFT);
    Shape right = stored.shape(RIGHT);
    stored.require(left.rank() == 2 && right.rank() == 2 && left.size(1) == right.size(0));
    return new LokrModule(stored.name(), first, left, right, stored.alpha(right.size(0)));
  }

  @Override
  public NetworkType type() {
    return NetworkType.LOKR;
  }

  /** 0 where W₂ is whole. */
  @Override
  public long rank() {
    return right == null ? 0 : right.size(0);
  }

  /** Whatever the alpha, a whole W₂ is taken as it is. */
  @Override
  public double scale() {
    return right == null ? 1 : alpha / rank();
  }

  @Override
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(name + FIRST, first);
    if (right == null) {
      shapes.put(name + WHOLE, second);
    } else {
      shapes.put(name + LEFT, second);
      shapes.put(name + RIGHT, right);
    }
    return shapes;
  }

  @Override
  public boolean fits(Shape layer) {
    long out = layer.size(0);
    long kernel = layer.elements() / (out * layer.size(1));
    return (right == null || rank() > 0)
        && first.size(0) * second.size(0) == out
        && first.size(1) * columns() == layer.elements() / out
        && columns() % kernel == 0;
  }

  /** As LyCORIS starts: all evenly distributed, but W₂ or B zero. */
  @Override
  public Map<String, StoredTensor> start(Draws draws) {
    Map<String, StoredTensor> start = new LinkedHashMap<>();
    start.put(name + FIRST, Beginnings.even(draws, first, first.size(1)));
    if (right == null) {
      start.put(name + WHOLE, Beginnings.zero(second));
    } else {
      start.put(name + LEFT, Beginnings.even(draws, second, second.size(1)));
      start.put(name + RIGHT, Beginnings.zero(right));
    }
    return start;
  }

  @Override
  public Value change(Matrices matrices) {
    Value one = matrices.of(name + FIRST, first).unsqueeze(1).unsqueeze(3); // (o₁, 1, i₁, 1)
    Value other = second(matrices, Value::exactMatmul).unsqueeze(0).unsqueeze(2); // (1, o₂, 1, …)
    return one.mul(other).mul(scale()).reshape(first.size(0) * second.size(0), -1);
  }

  /** {@code (W₁ ⊗ A) (1 ⊗ B)}; as it is where W₂ is whole. */
  @Override
  public Product product(Matrices matrices) {
    Value one = matrices.of(name + FIRST, first);
    if (right == null) {
      Value whole = kronecker(one, second(matrices, Value::exactMatmul));
      return Product.whole(whole, rows(), first.size(1) * columns());
    }
    return new Product(
        kronecker(one, matrices.of(name + LEFT, second)),
        kronecker(Decompositions.identity(first.size(1), one), matrices.of(name + RIGHT, right)));
  }

  /** (a, b) and (c, d) give (a · c, b · d). */
  private static Value kronecker(Value left, Value right) {
    Value all = left.unsqueeze(1).unsqueeze(3).mul(right.unsqueeze(0).unsqueeze(2));
    return all.flatten(2, 3).flatten(0, 1);
  }

  @Override
  public long innerSide() {
    return right == null ? Math.min(rows(), first.size(1) * columns()) : first.size(1) * rank();
  }

  @Override
  public Shape layer() {
    return Spatial.layer(name, rows(), first.size(1) * columns());
  }

  /** The norm of a Kronecker product is the product of the norms. */
  @Override
  public Value squaredNorm(Matrices matrices) {
    Value one = matrices.of(name + FIRST, first).square().sum();
    Value other = second(matrices, Value::exactMatmul).square().sum();
    return one.mul(other).mul(scale() * scale());
  }

  /** The strength is applied to W₁. */
  @Override
  public Adapter beside(Layer layer, Matrices matrices, Strength strength) {
    return (frozen, x) -> {
      Value output = frozen.forward(x);
      Value one = strength.of(matrices.of(name + FIRST, first));
      Value other = second(matrices, Value::matmul);
      return output.add(
          layer.form() instanceof Layer.Maps maps
              ? ofMaps(x, one, other, layer, maps)
              : ofRows(x, one, other));
    };
  }

  /** (N, in) to (N, out). */
  private Value ofRows(Value x, Value one, Value other) {
    Value parts = x.reshape(-1, first.size(1), columns()); // (N, i₁, i₂)
    return one.matmul(Kernels.linear(parts, other, null)).flatten(1, -1); // (N, o₁ · o₂)
  }

  /** (B, in, H, W) to (B, out, H', W'). */
  private Value ofMaps(Value x, Value one, Value other, Layer layer, Layer.Maps maps) {
    long height = layer.weight().size(2);
    long width = layer.weight().size(3);
    long channels = columns() / (height * width); // i₂
    Value kernel = other.reshape(second.size(0), channels, height, width);
    Value parts = x.reshape(-1, channels, x.size(2), x.size(3)); // (B · i₁, i₂, H, W)
    Value inner = Kernels.conv2d(parts, kernel, null, maps.stride(), maps.padding());
    Value rows = inner.reshape(x.size(0), first.size(1), -1); // (B, i₁, o₂ · H' · W')
    return one.matmul(rows)
        .reshape(x.size(0), layer.weight().size(0), inner.size(2), inner.size(3));
  }

  /** W₂ (o₂, i₂ · kernel). */
  private Value second(Matrices matrices, BinaryOperator<Value> matmul) {
    return right == null
        ? matrices.of(name + WHOLE, second).flatten(1, -1)
        : matmul.apply(matrices.of(name + LEFT, second), matrices.of(name + RIGHT, right));
  }

  /** Of W₂ without its kernel. */
  long longerSide() {
    return Math.max(second.size(0), layer().size(1) / first.size(1));
  }

  /** out. */
  private long rows() {
    return first.size(0) * second.size(0);
  }

  /** i₂ · kernel. */
  private long columns() {
    return right == null ? second.elements() / second.size(0) : right.size(1);
  }
}
