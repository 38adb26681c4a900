package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.diffusion.model.WeightChange;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Outputs;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.Tensor;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * LoRAs that are a part of a base model's weights: each becomes {@code W + multiplier · ΔW}, which
 * is {@code alpha / r · up down} of a LoRA, in fp32, as {@code --base_weights} of sd-scripts makes
 * it; with DoRA {@code W + multiplier · (W' − W)}. The matrices stay on the device until this is
 * closed.
 */
public final class MergedLoras implements WeightChange, AutoCloseable {
  private static final String WEIGHT = "weight";

  private final List<Part> parts = new ArrayList<>();
  private final String identity;

  private MergedLoras(List<Merge> merges) {
    this.identity =
        DigestUtils.sha256Hex(
            merges.stream()
                .map(merge -> merge.file().modelHash() + " * " + merge.multiplier())
                .collect(Collectors.joining(" + ")));
  }

  /**
   * A LoRA to merge.
   *
   * @param name for people
   * @param multiplier what its change is multiplied by
   */
  public record Merge(String name, LoraFile file, double multiplier) {}

  /** One LoRA as a program with a method for each weight that it changes. */
  private record Part(Executable executable, Map<String, String> methods) {}

  /**
   * @param base shapes of the base model's tensors by name
   * @throws LoraRefused if one does not fit the base model
   */
  public static MergedLoras of(TensorRuntime runtime, Map<String, Shape> base, List<Merge> merges) {
    MergedLoras merged = new MergedLoras(merges);
    boolean complete = false;
    try {
      merges.forEach(merge -> merged.parts.add(part(runtime, base, merge)));
      complete = true;
    } finally {
      if (!complete) {
        merged.close();
      }
    }
    return merged;
  }

  private static Part part(TensorRuntime runtime, Map<String, Shape> base, Merge merge) {
    LoraNetwork network = merge.file().network();
    network.requireFits(base, merge.name());
    Map<String, LayerPlaces.Place> places = LayerPlaces.of(base);
    Map<String, List<NetworkModule>> byTensor = new LinkedHashMap<>();
    for (NetworkModule module : network.modules()) {
      String tensor = requireNonNull(places.get(module.name())).tensor();
      byTensor.computeIfAbsent(tensor, name -> new ArrayList<>()).add(module);
    }
    Program program = new Program("merge");
    Map<String, String> methods = new HashMap<>();
    byTensor.forEach(
        (tensor, modules) -> {
          String method = "merge" + methods.size();
          methods.put(tensor, method);
          program.method(
              method,
              m -> {
                Value weight = m.input(WEIGHT).to(DType.F32).flatten(1, -1); // (out, in · kernel)
                for (NetworkModule module : modules) {
                  Optional<Integer> part = requireNonNull(places.get(module.name())).part();
                  weight =
                      changed(
                          weight,
                          part,
                          own -> module.merged(own, program::weight, merge.multiplier()));
                }
                Shape shape = requireNonNull(base.get(tensor));
                m.returns(WEIGHT, weight.reshape(shape.sizes().toArray()));
              });
        });
    return new Part(load(runtime, program, merge.file()), methods);
  }

  private static Value changed(Value weight, Optional<Integer> part, UnaryOperator<Value> change) {
    if (part.isEmpty()) {
      return change.apply(weight);
    }
    List<Value> rows = new ArrayList<>(weight.chunk(Linear.JOINED_PARTS.size(), 0));
    rows.set(part.get(), change.apply(rows.get(part.get())));
    return rows.get(0).concat(0, rows.subList(1, rows.size()).toArray(Value[]::new));
  }

  private static Executable load(TensorRuntime runtime, Program program, LoraFile file) {
    List<Tensor> given = new ArrayList<>();
    try {
      return runtime.load(
          program,
          name -> {
            StoredTensor stored = file.matrix(name);
            Tensor tensor = runtime.bytes(stored.shape(), stored.type(), stored.bytes());
            given.add(tensor);
            return tensor;
          });
    } finally {
      given.forEach(Tensor::close);
    }
  }

  @Override
  public Tensor of(String name, Tensor weight) {
    Tensor current = weight;
    for (Part part : parts) {
      String method = part.methods().get(name);
      if (method != null) {
        Tensor before = current;
        try (Outputs outputs = part.executable().run(method, Map.of(WEIGHT, before))) {
          current = outputs.take(WEIGHT);
        } finally {
          if (before != weight) {
            before.close();
          }
        }
      }
    }
    return current;
  }

  /** Digest of all that is merged, in its order, with its multipliers. */
  public String identity() {
    return identity;
  }

  @Override
  public void close() {
    parts.forEach(part -> part.executable().close());
    parts.clear();
  }
}
