package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.settings.LoraTaskKind;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.lora.ModuleSum.Summand;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Decompositions;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.MethodScope;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.OwnedTensors;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with a method for each layer that makes one module of those beside it. It computes in
 * double precision: the files' few digits are all that is lost.
 */
final class SumProgram implements AutoCloseable {
  private static final String MATRICES = "matrices";
  private static final String UP = "up";
  private static final String DOWN = "down";
  private static final String SINGULAR = "singular";

  private final TensorRuntime runtime;
  private final LoraMaker.Order order;
  private final LoraTaskSettings settings;
  private final Program program = new Program("lora");
  private final Map<String, String> methods = new HashMap<>();
  private final Executable executable;

  private SumProgram(TensorRuntime runtime, LoraMaker.Order order, List<ModuleSum> sums) {
    this.runtime = runtime;
    this.order = order;
    this.settings = order.settings();
    for (ModuleSum sum : sums) {
      String method = "module" + methods.size();
      methods.put(sum.name(), method);
      program.method(method, m -> describe(m, sum));
    }
    executable = runtime.load(program, name -> null);
  }

  /**
   * @throws LoraRefused if modules can't be brought together in the way that is wanted
   */
  static SumProgram load(TensorRuntime runtime, LoraMaker.Order order, List<ModuleSum> sums) {
    return new SumProgram(runtime, order, sums);
  }

  MadeModule run(ModuleSum sum) {
    String method = requireNonNull(methods.get(sum.name()));
    try (OwnedTensors given = new OwnedTensors();
        Outputs outputs = executable.run(method, Map.of(), Map.of(MATRICES, tensors(sum, given)))) {
      float[] up = outputs.get(UP).toFloats();
      float[] down = outputs.get(DOWN).toFloats();
      return settings.choosesRanks()
          ? cut(sum, up, down, outputs.get(SINGULAR).toFloats())
          : whole(sum, up, down, Math.toIntExact(outputs.get(DOWN).shape().size(0)));
    }
  }

  /** why: those of one layer alone, for all of a large model's together are gigabytes */
  private List<Tensor> tensors(ModuleSum sum, OwnedTensors given) {
    List<Tensor> tensors = new ArrayList<>();
    for (Summand summand : sum.summands()) {
      for (String matrix : summand.module().shapes().keySet()) {
        tensors.add(given.put(key(summand, matrix), tensor(summand, matrix)));
      }
    }
    return tensors;
  }

  private Tensor tensor(Summand summand, String matrix) {
    StoredTensor stored = order.sources().get(summand.place()).file().matrix(matrix);
    float[] numbers = stored.toFloats();
    if (!finite(numbers)) {
      throw new LoraRefused(
          "%s has numbers in %s that are not finite: its training broke off its way. Choose an earlier checkpoint."
              .formatted(nameOf(summand), matrix));
    }
    return runtime.floats(stored.shape(), numbers);
  }

  static boolean finite(float[] numbers) {
    for (float each : numbers) {
      if (!Float.isFinite(each)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    executable.close();
  }

  private void describe(MethodScope m, ModuleSum sum) {
    List<Product> products = products(m, sum);
    if (!settings.choosesRanks()) {
      put(m, LoraMaker.isPlain(settings) ? plain(sum, products) : joined(sum, products));
      return;
    }
    Decompositions.Svd svd = joined(sum, products).svd();
    put(m, new Product(svd.left().mul(svd.singular()), svd.right()));
    m.returns(SINGULAR, svd.singular().to(DType.F32));
  }

  private static void put(MethodScope m, Product product) {
    m.returns(UP, product.left().to(DType.F32));
    m.returns(DOWN, product.right().to(DType.F32));
  }

  /** What each module adds before its scale. */
  private static List<Product> products(MethodScope m, ModuleSum sum) {
    List<String> names = new ArrayList<>();
    sum.summands()
        .forEach(
            summand ->
                summand.module().shapes().keySet().forEach(it -> names.add(key(summand, it))));
    Values matrices = m.inputs(MATRICES, names.size());
    return sum.summands().stream()
        .map(
            summand ->
                summand
                    .module()
                    .product(
                        (name, shape) ->
                            matrices.get(names.indexOf(key(summand, name))).to(DType.F64)))
        .toList();
  }

  private static String key(Summand summand, String matrix) {
    return summand.place() + "/" + matrix;
  }

  /** The weighted sum of the changes; of one that is resized the change before its scale. */
  private Product joined(ModuleSum sum, List<Product> products) {
    List<Product> weighted = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      Summand summand = sum.summands().get(i);
      if (!settings.choosesRanks()) {
        requireLora(summand);
      }
      weighted.add(products.get(i).times(factor(summand)));
    }
    return weighted.stream().reduce(Product::plus).orElseThrow();
  }

  private double factor(Summand summand) {
    return settings.kind() == LoraTaskKind.RESIZE ? 1 : summand.weight() * summand.module().scale();
  }

  /**
   * The matrices added up, each multiplied by its weight and the root of its alpha by the first
   * one's; the weight's sign counts once.
   */
  private Product plain(ModuleSum sum, List<Product> products) {
    NetworkModule first = sum.summands().get(0).module();
    List<Product> weighted = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      Summand summand = sum.summands().get(i);
      requireLike(first, summand);
      double factor = Math.sqrt(summand.module().alpha() / first.alpha()) * summand.weight();
      Product product = products.get(i);
      weighted.add(new Product(product.left().mul(Math.abs(factor)), product.right().mul(factor)));
    }
    return weighted.stream()
        .reduce(
            (one, other) ->
                new Product(one.left().add(other.left()), one.right().add(other.right())))
        .orElseThrow();
  }

  private void requireLora(Summand summand) {
    NetworkModule module = summand.module();
    if (module.type() != NetworkType.LORA) {
      throw new LoraRefused(
          "Module %s of %s is a %s: modules of LoRA alone can be merged by concat or plain. Choose mergeMethod svd."
              .formatted(module.name(), nameOf(summand), module.type().label()));
    }
  }

  private void requireLike(NetworkModule first, Summand summand) {
    requireLora(summand);
    NetworkModule module = summand.module();
    if (module.rank() != first.rank() || module.alpha() * first.alpha() <= 0) {
      throw new LoraRefused(
          "Module %s of %s has rank %d and alpha %s, but of %s rank %d and alpha %s, which can't be merged by plain: choose mergeMethod concat or svd."
              .formatted(
                  module.name(),
                  nameOf(summand),
                  module.rank(),
                  module.alpha(),
                  order.sources().get(0).name(),
                  first.rank(),
                  first.alpha()));
    }
  }

  private String nameOf(Summand summand) {
    return order.sources().get(summand.place()).name();
  }

  private MadeModule whole(ModuleSum sum, float[] up, float[] down, int rank) {
    double alpha = LoraMaker.isPlain(settings) ? sum.summands().get(0).module().alpha() : rank;
    LoraModule module =
        LoraModule.beside(sum.name(), sum.layer(), new NetworkModule.Size(rank, alpha));
    return MadeModule.of(module, up, down, 0, 0);
  }

  /** The largest singular values alone. */
  private MadeModule cut(ModuleSum sum, float[] up, float[] down, float[] singular) {
    int rank = RankChoice.of(settings, sum.spatial()).of(singular);
    double scale = settings.kind() == LoraTaskKind.RESIZE ? sum.scale() : 1;
    LoraModule module =
        LoraModule.beside(sum.name(), sum.layer(), new NetworkModule.Size(rank, scale * rank));
    return MadeModule.of(
        module,
        firstColumns(up, singular.length, rank),
        Arrays.copyOf(down, down.length / singular.length * rank),
        scale * scale * squares(singular, singular.length),
        scale * scale * squares(singular, rank));
  }

  private static float[] firstColumns(float[] matrix, int columns, int count) {
    int rows = matrix.length / columns;
    float[] first = new float[rows * count];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(matrix, row * columns, first, row * count, count);
    }
    return first;
  }

  private static double squares(float[] numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += numbers[i] * (double) numbers[i];
    }
    return sum;
  }
}
