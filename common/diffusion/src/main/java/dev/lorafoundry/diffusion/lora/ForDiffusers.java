package dev.lorafoundry.diffusion.lora;

import static java.util.stream.Collectors.joining;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A LoRA in a form that diffusers takes, which is made of a file in kohya's format. */
public sealed interface ForDiffusers {
  /** What {@code load_lora_weights} reads. */
  record File(SafetensorsStream content) implements ForDiffusers {}

  /** What PEFT adds to the models of a pipeline, one by one. */
  record Adapters(List<PeftAdapter> parts) implements ForDiffusers {
    public Adapters {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A file of a LoRA, adapters of a LoHa or a LoKr. Numbers are read when they are asked for: the
   * source stays open until then.
   *
   * @param family of the base models that the LoRA belongs to
   * @throws LoraRefused if diffusers can't read what is in it
   */
  static ForDiffusers of(SafetensorsFile file, Family family) {
    return of(file.later(), file.metadata(), family);
  }

  static ForDiffusers of(
      Map<String, ? extends FileTensor> source, Map<String, String> metadata, Family family) {
    List<NetworkModule> modules = StoredModules.in(source);
    return kind(modules) == NetworkType.LORA
        ? new File(DiffusersLora.of(modules, source, metadata(metadata), family))
        : new Adapters(PeftAdapters.of(modules, source, metadata(metadata), family));
  }

  private static NetworkType kind(List<NetworkModule> modules) {
    List<NetworkType> kinds =
        modules.stream().map(NetworkModule::type).distinct().sorted().toList();
    if (kinds.size() > 1) {
      throw new LoraRefused(
          "The file has modules of more than one kind (%s), which diffusers can't have in one adapter: use it in webui or ComfyUI."
              .formatted(kinds.stream().map(NetworkType::label).collect(joining(", "))));
    }
    return kinds.get(0);
  }

  private static Map<String, String> metadata(Map<String, String> source) {
    Map<String, String> metadata = new LinkedHashMap<>(source);
    // why: digests of the numbers in the other file
    metadata.keySet().removeAll(List.of("sshs_model_hash", "sshs_legacy_hash"));
    metadata.put("format", "pt");
    return metadata;
  }
}
