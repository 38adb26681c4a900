package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.settings.Dora;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The modules of one part of a pipeline, whose layers PEFT adapts at once.
 *
 * @param name such as {@code text_encoder_2}
 * @param modules by the paths of their layers in it
 */
record DiffusersPart(String name, SortedMap<String, NetworkModule> modules) {

  /**
   * All parts that have modules, by name.
   *
   * @throws LoraRefused if a module has no layer there, or shares one, or not all of a part have
   *     DoRA
   */
  static Collection<DiffusersPart> of(Collection<NetworkModule> modules) {
    Map<String, DiffusersPart> parts = new TreeMap<>();
    for (NetworkModule module : modules) {
      DiffusersName layer = DiffusersName.of(module.name());
      NetworkModule other =
          parts
              .computeIfAbsent(layer.part(), name -> new DiffusersPart(name, new TreeMap<>()))
              .modules()
              .put(layer.path(), module);
      if (other != null) {
        throw new LoraRefused(
            "The LoRA has modules %s and %s for the same layer, which can't be one LoRA of diffusers: use the file in webui or ComfyUI."
                .formatted(other.name(), module.name()));
      }
    }
    parts.values().forEach(DiffusersPart::requireOneKind);
    return parts.values();
  }

  /** why: PEFT gives all of a part magnitudes, those of the base model where a file has none */
  private void requireOneKind() {
    if (modules.values().stream().map(NetworkModule::dora).distinct().count() > 1) {
      throw new LoraRefused(
          "Some layers of the LoRA have DoRA and others do not, but diffusers has it for all of a model or none: use the file in webui or ComfyUI.");
    }
  }

  /**
   * What PEFT takes for the alpha of all its modules: diffusers gives it the rank of the first one.
   */
  long alpha() {
    return first().rank();
  }

  /** Whether diffusers sees all ranks and alphas by the matrices alone. */
  boolean isEven() {
    return modules.values().stream().allMatch(module -> module.rank() == alpha());
  }

  /** What diffusers hands to PEFT for it, each field with the part's name before its own. */
  Map<String, Object> configuration() {
    Map<String, Long> ranks = new LinkedHashMap<>();
    modules.forEach(
        (path, module) -> {
          if (module.rank() != alpha()) {
            ranks.put(path, module.rank());
          }
        });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(name + ".r", alpha());
    fields.put(name + ".lora_alpha", alpha());
    fields.put(name + ".rank_pattern", ranks);
    fields.put(name + ".alpha_pattern", Map.of());
    fields.put(name + ".target_modules", modules.keySet());
    fields.put(name + ".use_dora", first().dora() != Dora.OFF);
    fields.put(name + ".lora_bias", false);
    return fields;
  }

  private NetworkModule first() {
    return modules.values().iterator().next();
  }
}
