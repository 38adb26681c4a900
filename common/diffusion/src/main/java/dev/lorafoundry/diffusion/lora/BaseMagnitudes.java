package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import dev.lorafoundry.tensor.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Magnitudes that trainings of DoRA start with: the norms of the base model's own weights, with
 * what is merged into these, in fp32. So nothing is changed yet.
 */
public final class BaseMagnitudes {
  private static final String WEIGHT = "weight";
  private static final String MAGNITUDE = "magnitude";

  private final Map<String, LayerPlaces.Place> places;
  private final List<DoraModule> modules;
  private final Program program = new Program("magnitudes");
  private final Map<Form, String> methods = new LinkedHashMap<>();

  private BaseMagnitudes(Map<String, Shape> base, List<DoraModule> modules) {
    places = LayerPlaces.of(base);
    this.modules = modules;
    for (DoraModule module : modules) {
      Form form = form(module);
      if (!methods.containsKey(form)) {
        String method = "magnitudes" + methods.size();
        methods.put(form, method);
        program.method(
            method,
            m -> {
              Value weight = m.input(WEIGHT).to(DType.F32);
              Value own =
                  form.part()
                      .map(part -> weight.chunk(Linear.JOINED_PARTS.size(), 0).get(part))
                      .orElse(weight);
              m.returns(MAGNITUDE, module.magnitudes(own));
            });
      }
    }
  }

  /** What all modules have in common whose magnitudes come about in the same way. */
  private record Form(Dora dora, Shape magnitude, Optional<Integer> part) {}

  /**
   * By names; none where the network has none.
   *
   * @param base shapes of the base model's tensors by name
   * @param weights of the base model
   */
  public static Map<String, StoredTensor> of(
      TensorRuntime runtime, Map<String, Shape> base, TensorSource weights, LoraNetwork network) {
    List<DoraModule> modules =
        network.modules().stream()
            .filter(DoraModule.class::isInstance)
            .map(DoraModule.class::cast)
            .toList();
    return modules.isEmpty()
        ? Map.of()
        : new BaseMagnitudes(base, modules).computed(runtime, weights);
  }

  private Map<String, StoredTensor> computed(TensorRuntime runtime, TensorSource weights) {
    Map<String, StoredTensor> magnitudes = new LinkedHashMap<>();
    try (Executable executable = runtime.load(program, weights)) {
      for (DoraModule module : modules) {
        Tensor weight = requireNonNull(weights.find(place(module).tensor()), module.name());
        String method = requireNonNull(methods.get(form(module)), module.name());
        try (Outputs outputs = executable.run(method, Map.of(WEIGHT, weight))) {
          magnitudes.put(
              module.magnitudeName(),
              StoredTensor.floats(module.magnitude(), outputs.get(MAGNITUDE).toFloats()));
        }
      }
    }
    return magnitudes;
  }

  private Form form(DoraModule module) {
    return new Form(module.dora(), module.magnitude(), place(module).part());
  }

  private LayerPlaces.Place place(DoraModule module) {
    return requireNonNull(places.get(module.name()), module.name());
  }
}
