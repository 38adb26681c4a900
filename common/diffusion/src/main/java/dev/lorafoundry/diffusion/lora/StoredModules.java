package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Finds the modules among the tensors of a file. */
final class StoredModules {
  private static final int MOST_NAMED = 5;

  private final Map<String, ? extends FileTensor> tensors;

  /** What follows the name of each module in the names of its tensors. */
  private final Map<String, List<String>> parts = new LinkedHashMap<>();

  private StoredModules(Map<String, ? extends FileTensor> tensors) {
    this.tensors = tensors;
    for (String tensor : tensors.keySet()) {
      int dot = Math.max(0, tensor.indexOf('.'));
      parts
          .computeIfAbsent(tensor.substring(0, dot), name -> new ArrayList<>())
          .add(tensor.substring(dot));
    }
  }

  /**
   * @throws LoraRefused if there are none, or tensors that belong to none
   */
  static List<NetworkModule> in(Map<String, ? extends FileTensor> tensors) {
    StoredModules stored = new StoredModules(tensors);
    Map<String, ModuleKind> kinds = stored.kinds();
    if (kinds.isEmpty()) {
      throw new LoraRefused(
          "The file is no LoRA in kohya's format: none of its %d tensors is named %s."
              .formatted(tensors.size(), String.join(" or ", ModuleKind.marks())));
    }
    stored.requireAllKnown(kinds);
    List<NetworkModule> modules = new ArrayList<>();
    kinds.forEach((name, kind) -> modules.add(kind.read(stored.module(name))));
    return modules;
  }

  /** By names of modules. */
  private Map<String, ModuleKind> kinds() {
    Map<String, ModuleKind> kinds = new LinkedHashMap<>();
    parts.forEach((name, own) -> ModuleKind.of(own).ifPresent(kind -> kinds.put(name, kind)));
    return kinds;
  }

  private StoredModule module(String name) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (String part : requireNonNull(parts.get(name), name)) {
      if (!part.equals(NetworkModule.ALPHA)) {
        shapes.put(part, requireNonNull(tensors.get(name + part), part).shape());
      }
    }
    return new StoredModule(name, shapes, alpha(name));
  }

  private OptionalDouble alpha(String name) {
    FileTensor alpha = tensors.get(name + NetworkModule.ALPHA);
    if (alpha == null) {
      return OptionalDouble.empty();
    }
    if (alpha.shape().elements() != 1) {
      throw new LoraRefused(
          "LoRA module %s has an alpha of shape %s, which must be one number."
              .formatted(name, alpha.shape()));
    }
    return OptionalDouble.of(alpha.read().toFloats()[0]);
  }

  /** why: what is passed by would be missing from every picture, and nobody would know why */
  private void requireAllKnown(Map<String, ModuleKind> kinds) {
    List<String> unknown = new ArrayList<>();
    parts.forEach(
        (name, own) -> {
          ModuleKind kind = kinds.get(name);
          own.stream()
              .filter(part -> kind == null || !kind.knows(part))
              .forEach(part -> unknown.add(name + part));
        });
    if (!unknown.isEmpty()) {
      List<String> named = unknown.subList(0, Math.min(MOST_NAMED, unknown.size()));
      int more = unknown.size() - named.size();
      throw new LoraRefused(
          "The LoRA file has tensors that can't be used here: %s%s. LoRA, LoHa and LoKr can, DoRA with a LoRA alone, without Tucker decomposition and weights of norms."
              .formatted(
                  String.join(", ", named), more == 0 ? "" : " and %d more".formatted(more)));
    }
  }
}
