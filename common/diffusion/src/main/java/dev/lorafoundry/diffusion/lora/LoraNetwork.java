package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.nn.Adapter;
import dev.lorafoundry.diffusion.nn.Adapters;
import dev.lorafoundry.diffusion.nn.Layer;
import dev.lorafoundry.diffusion.noise.Draws;
import dev.lorafoundry.diffusion.noise.Purpose;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which layers of a base model get LoRA modules, and how these take part in a program. All matrices
 * are parameters of the program, by their names in the file: trained in a method that trains, and
 * exchanged by {@code Executable.setParameters} where pictures are rendered.
 */
public final class LoraNetwork implements Adapters {
  private final Map<String, NetworkModule> modules;
  private final Set<String> frozen;
  private @Nullable Value multiplier;
  private @Nullable LeftOut leftOut;

  LoraNetwork(Collection<NetworkModule> modules) {
    this(modules, Set.of());
  }

  private LoraNetwork(Collection<NetworkModule> modules, Set<String> frozen) {
    this.frozen = frozen;
    this.modules = new LinkedHashMap<>();
    modules.forEach(module -> this.modules.put(module.name(), module));
  }

  /**
   * A new network beside the layers that sd-scripts chooses.
   *
   * @param base shapes of the base model's tensors by name
   */
  public static LoraNetwork create(Map<String, Shape> base, Family family, BlockPlan plan) {
    List<NetworkModule> chosen = new ArrayList<>();
    TargetLayers.of(base, family, plan)
        .forEach((name, layer) -> plan.module(name, layer).ifPresent(chosen::add));
    return new LoraNetwork(
        plan.dora() == Dora.OFF ? chosen : DoraModule.beside(chosen, base, plan.dora()));
  }

  /**
   * From now on modules are multiplied by this, too: an input of the method that is being
   * described. To be called first in every method of a program that renders.
   */
  public void scaleBy(Value multiplier) {
    this.multiplier = multiplier;
  }

  /** From now on modules go without what is left out, in the method that is being described. */
  void leaveOut(LeftOut some) {
    leftOut = some;
  }

  @Override
  public Optional<Adapter> find(Layer layer, Program program) {
    return LayerNames.all(layer.path()).stream()
        .map(modules::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(module -> adapter(module, layer, program));
  }

  private Adapter adapter(NetworkModule module, Layer layer, Program program) {
    requireFits(module, layer.weight());
    Matrices matrices = frozen.contains(module.name()) ? program::exactWeight : program::parameter;
    // why: what a program trains has to be known before its methods are described
    module.shapes().forEach(matrices::of);
    return module.beside(layer, matrices, new Present(module, layer.form()));
  }

  /** A module in the method that is being described, whichever that is. */
  private final class Present implements Strength {
    private final NetworkModule module;
    private final Layer.Form form;

    private Present(NetworkModule module, Layer.Form form) {
      this.module = module;
      this.form = form;
    }

    @Override
    public Value of(Value factor) {
      Value left = leftOut == null ? factor : leftOut.of(factor, module, form);
      Value own = module.scale() == 1 ? left : left.mul(module.scale());
      return multiplier == null ? own : own.mul(multiplier);
    }

    @Override
    public Optional<Value> weight() {
      return Optional.ofNullable(multiplier);
    }
  }

  private static void requireFits(NetworkModule module, Shape layer) {
    if (!module.fits(layer)) {
      throw new LoraRefused(
          "LoRA module %s has matrices %s, but the base model's layer is %s: the LoRA was trained on a model of another family."
              .formatted(
                  module.name(),
                  module.shapes().values().stream()
                      .map(Shape::toString)
                      .collect(Collectors.joining(" and ")),
                  layer));
    }
  }

  /**
   * @param base shapes of the base model's tensors by name
   * @param name of the LoRA, for people
   * @throws LoraRefused if a module has no layer, or one of another shape
   */
  public void requireFits(Map<String, Shape> base, String name) {
    Map<String, LayerPlaces.Place> places = LayerPlaces.of(base);
    for (NetworkModule module : modules.values()) {
      LayerPlaces.Place place = places.get(module.name());
      if (place == null) {
        throw new LoraRefused(
            "%s has a module %s, but the base model has no such layer: the LoRA was trained on a model of another family."
                .formatted(name, module.name()));
      }
      requireFits(module, place.shape());
    }
  }

  /**
   * The same network, whose magnitudes have the shapes that the base model's weights ask for: some
   * files have a linear layer where others have a convolution of one pixel.
   *
   * @param base shapes of the base model's tensors by name, which the network fits
   */
  public LoraNetwork withMagnitudesFor(Map<String, Shape> base) {
    return new LoraNetwork(DoraModule.shapedFor(base, modules()), frozen);
  }

  /**
   * The modules of those parts of the model alone that are trained. Those of blocks of weight 0 are
   * frozen: a program has their matrices among its weights, in fp32 as those that are trained.
   */
  public LoraNetwork of(BlockPlan plan) {
    List<NetworkModule> own =
        modules.values().stream()
            .filter(
                module ->
                    switch (plan.target()) {
                      case BOTH -> true;
                      case UNET_ONLY -> !LayerNames.isText(module.name());
                      case TEXT_ENCODER_ONLY -> LayerNames.isText(module.name());
                    })
            .toList();
    return new LoraNetwork(
        own,
        own.stream()
            .map(NetworkModule::name)
            .filter(name -> !LayerNames.isText(name) && plan.weight(plan.block(name)) == 0)
            .collect(Collectors.toSet()));
  }

  /** Whether a module is trained. */
  public boolean isTrained() {
    return frozen.size() < modules.size();
  }

  /** Of which kinds its modules are. */
  public Set<NetworkType> types() {
    return modules.values().stream().map(NetworkModule::type).collect(Collectors.toSet());
  }

  /** What of their layers has magnitudes of its own, with its modules. */
  public Set<Dora> doras() {
    return modules.values().stream().map(NetworkModule::dora).collect(Collectors.toSet());
  }

  /** All modules, in the order of their names. */
  List<NetworkModule> modules() {
    return List.copyOf(modules.values());
  }

  /** Names of all modules. */
  public List<String> names() {
    return List.copyOf(modules.keySet());
  }

  /** Shapes of all matrices by name. Networks of the same shapes can use the same program. */
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    modules.values().forEach(module -> shapes.putAll(module.shapes()));
    return shapes;
  }

  /** The alpha of every module, by the name that it has in files. */
  public Map<String, Double> alphas() {
    Map<String, Double> alphas = new LinkedHashMap<>();
    modules.values().forEach(module -> alphas.put(module.alphaName(), module.alpha()));
    return alphas;
  }

  /**
   * Values to start a training from, by name: the network changes nothing yet. Magnitudes are not
   * among them: {@link BaseMagnitudes} has these.
   */
  public Map<String, StoredTensor> start(long seed) {
    Map<String, StoredTensor> start = new LinkedHashMap<>();
    for (NetworkModule module : modules.values()) {
      start.putAll(module.start(Draws.of(seed, module.name().hashCode(), Purpose.INITIALISATION)));
    }
    return start;
  }
}
