package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.FrozenLayer;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Kernels;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * DoRA (Liu et al. 2024, DoRA: Weight-Decomposed Low-Rank Adaptation) in LyCORIS' form: of the
 * changed weight {@code V = W + ΔW} the direction counts, {@code W' = m V / ‖V‖}, with a norm and a
 * trained magnitude m for each input of the layer, or for each output.
 *
 * <p>Neither V nor W' is made. With {@code g = m / ‖V‖} inputs give {@code W (g x) + b + ΔW (g x)},
 * outputs {@code g (W x + b + ΔW x) + (1 - g) b}; and {@code ‖V‖² = ‖W‖² + Σ ΔW (2 W + ΔW)} comes
 * from products with the two small matrices. Of a network of weight w a layer has {@code W + w (W'
 * - W)}.
 *
 * @param lora makes ΔW
 * @param dora what has magnitudes
 * @param magnitude shape of m: (1, in) or (out, 1), beside a convolution with two more sizes of 1
 */
record DoraModule(LoraModule lora, Dora dora, Shape magnitude) implements NetworkModule {
  static final String MAGNITUDE = ".dora_scale";

  /** LyCORIS' limit for norms: the smallest difference of fp32 from 1. */
  private static final double LEAST = Math.ulp(1F);

  private static final double LARGEST = 1e30;

  /**
   * LoRA's modules with magnitudes; others as they are.
   *
   * @param base shapes of the base model's tensors by name
   */
  static List<NetworkModule> beside(
      List<NetworkModule> modules, Map<String, Shape> base, Dora dora) {
    return mapped(
        modules,
        base,
        (module, layer) -> module instanceof LoraModule lora ? beside(lora, layer, dora) : module);
  }

  /** The same modules, with magnitudes of the shapes that a base model's weights ask for. */
  static List<NetworkModule> shapedFor(Map<String, Shape> base, List<NetworkModule> modules) {
    return mapped(
        modules,
        base,
        (module, layer) ->
            module instanceof DoraModule own ? beside(own.lora, layer, own.dora) : module);
  }

  /**
   * @param change of a module, beside a layer of a shape. why: readers multiply the weight as it is
   *     stored, which sd-scripts may have turned into a convolution's
   */
  private static List<NetworkModule> mapped(
      List<NetworkModule> modules,
      Map<String, Shape> base,
      BiFunction<NetworkModule, Shape, NetworkModule> change) {
    Map<String, LayerPlaces.Place> places = LayerPlaces.of(base);
    return modules.stream()
        .map(
            module ->
                change.apply(
                    module, requireNonNull(places.get(module.name()), module.name()).shape()))
        .toList();
  }

  /** With magnitudes of a layer's inputs or outputs. */
  static DoraModule beside(LoraModule lora, Shape layer, Dora dora) {
    long[] sizes = new long[layer.rank()];
    Arrays.fill(sizes, 1);
    int side = dora == Dora.INPUTS ? 1 : 0;
    sizes[side] = layer.size(side);
    return new DoraModule(lora, dora, Shape.of(sizes));
  }

  /** As ComfyUI tells the two apart, by the shape alone. */
  static DoraModule of(LoraModule lora, Shape magnitude) {
    boolean ofOutputs = magnitude.size(0) == lora.up().size(0);
    return new DoraModule(lora, ofOutputs ? Dora.OUTPUTS : Dora.INPUTS, magnitude);
  }

  @Override
  public String name() {
    return lora.name();
  }

  @Override
  public NetworkType type() {
    return lora.type();
  }

  @Override
  public double alpha() {
    return lora.alpha();
  }

  @Override
  public long rank() {
    return lora.rank();
  }

  @Override
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>(lora.shapes());
    shapes.put(magnitudeName(), magnitude);
    return shapes;
  }

  @Override
  public Set<String> factors() {
    return lora.factors();
  }

  @Override
  public boolean fits(Shape layer) {
    int side = dora == Dora.INPUTS ? 1 : 0;
    return lora.fits(layer)
        && magnitude.size(side) == layer.size(side)
        && magnitude.elements() == layer.size(side);
  }

  @Override
  public Map<String, StoredTensor> start(Draws draws) {
    return lora.start(draws);
  }

  @Override
  public Value change(Matrices matrices) {
    return lora.change(matrices);
  }

  @Override
  public Product product(Matrices matrices) {
    return lora.product(matrices);
  }

  @Override
  public Shape layer() {
    return lora.layer();
  }

  @Override
  public long innerSide() {
    return lora.innerSide();
  }

  @Override
  public Value squaredNorm(Matrices matrices) {
    return lora.squaredNorm(matrices);
  }

  @Override
  public Value merged(Value weight, Matrices matrices, double multiplier) {
    Value turned = weight.add(change(matrices)); // (out, in · kernel)
    Value ratios = ratios(squares(turned), matrices);
    Value whole =
        dora == Dora.OUTPUTS
            ? turned.mul(ratios.unsqueeze(-1))
            : turned
                .reshape(lora.up().size(0), magnitude.elements(), -1)
                .mul(ratios.unsqueeze(-1))
                .flatten(1, -1);
    return weight.add(whole.sub(weight).mul(multiplier));
  }

  @Override
  public Adapter beside(Layer layer, Matrices matrices, Strength strength) {
    return (frozen, x) -> {
      Value weight = frozen.weight().flatten(1, -1); // (out, in · kernel)
      Value ratios = ratios(squares(weight).add(growth(weight, matrices)), matrices);
      Value ofBase = strength.weight().map(it -> ratios.sub(1).mul(it).add(1)).orElse(ratios);
      if (dora == Dora.INPUTS) {
        Value seen = x.mul(along(ratios, layer)).computing();
        Value own = ofBase == ratios ? seen : x.mul(along(ofBase, layer)).computing();
        return frozen.forward(own).add(lora.added(layer, matrices, strength, seen));
      }
      Value added = lora.added(layer, matrices, strength, x).mul(along(ratios, layer));
      return withBias(frozen, frozen.forward(x).mul(along(ofBase, layer)).add(added), ofBase, layer)
          .computing();
    };
  }

  /** Norms of a base model's weight: with them as magnitudes nothing changes yet. */
  Value magnitudes(Value weight) {
    return squares(weight.flatten(1, -1)).sqrt().reshape(magnitude.sizes().toArray());
  }

  String magnitudeName() {
    return name() + MAGNITUDE;
  }

  /** The bias is added to what has its magnitude: of the one that was multiplied the rest is. */
  private static Value withBias(FrozenLayer frozen, Value output, Value ratios, Layer layer) {
    Value bias = frozen.bias();
    return bias == null ? output : output.add(along(ratios.neg().add(1).mul(bias), layer));
  }

  /** Numbers of features, beside what these are features of. */
  private static Value along(Value features, Layer layer) {
    return layer.form() instanceof Layer.Maps ? features.reshape(1, -1, 1, 1) : features;
  }

  /** m / ‖V‖ (in) or (out), from ‖V‖². */
  private Value ratios(Value squares, Matrices matrices) {
    Value norms = squares.clamp(LEAST * LEAST, LARGEST).sqrt();
    return matrices.of(magnitudeName(), magnitude).flatten(0, -1).div(norms);
  }

  /** Squared norms (in) or (out) of a weight (out, in · kernel). */
  private Value squares(Value weight) {
    return dora == Dora.OUTPUTS
        ? Kernels.norms(weight, 1).square()
        : ofInputs(Kernels.norms(weight, 0).square());
  }

  /** ‖V‖² - ‖W‖², (in) or (out). */
  private Value growth(Value weight, Matrices matrices) {
    Value up = lora.up(matrices); // (out, r)
    Value down = lora.down(matrices); // (r, in · kernel)
    if (dora == Dora.OUTPUTS) {
      Value sideways = down.transpose(0, 1); // (in · kernel, r)
      Value both = weight.matmul(sideways).to(DType.F32).mul(2); // (out, r)
      Value own = up.exactMatmul(down.exactMatmul(sideways)).mul(scale()); // (out, r)
      return up.mul(both.add(own)).sum(false, 1).mul(scale());
    }
    Value sideways = up.transpose(0, 1); // (r, out)
    Value both = sideways.matmul(weight).to(DType.F32).mul(2); // (r, in · kernel)
    Value own = sideways.exactMatmul(up).exactMatmul(down).mul(scale()); // (r, in · kernel)
    return ofInputs(down.mul(both.add(own)).sum(false, 0).mul(scale()));
  }

  /** Sums over the kernel: (in · kernel) to (in). */
  private Value ofInputs(Value columns) {
    return columns.reshape(magnitude.elements(), -1).sum(false, 1);
  }
}
