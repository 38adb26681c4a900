package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;
import dev.lorafoundry.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * LoHa and LoKr as adapters of PEFT, which has LyCORIS' own matrices: {@code
 * base_model.model.<path>.hada_w1_a} and so on. Shapes of the layers are diffusers'.
 */
final class PeftAdapters {
  private static final String MODEL = "base_model.model.";

  /**
   * What layers of text encoders were below. why: {@code CLIPTextModel} of transformers from 5.6 on
   * has them without it, {@code CLIPTextModelWithProjection} as before
   */
  private static final String TEXT_MODEL = "text_model.";

  private static final String OF_EITHER_NAME = "text_encoder";
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, ? extends FileTensor> source;
  private final Map<String, String> metadata;
  private final Family family;

  private PeftAdapters(
      Map<String, ? extends FileTensor> source, Map<String, String> metadata, Family family) {
    this.source = source;
    this.metadata = metadata;
    this.family = family;
  }

  /**
   * One for each part.
   *
   * @param modules all LoHa, or all LoKr
   * @throws LoraRefused if PEFT can't have them
   */
  static List<PeftAdapter> of(
      List<NetworkModule> modules,
      Map<String, ? extends FileTensor> source,
      Map<String, String> metadata,
      Family family) {
    PeftAdapters adapters = new PeftAdapters(source, metadata, family);
    return DiffusersPart.of(modules).stream().map(adapters::adapter).toList();
  }

  private PeftAdapter adapter(DiffusersPart part) {
    Map<String, Object> configuration = PeftConfiguration.of(part);
    configuration.put(
        "target_modules", part.modules().keySet().stream().map(PeftAdapters::shortName).toList());
    return new PeftAdapter(
        part.name(),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(configuration),
        SafetensorsStream.of(tensors(part), metadata));
  }

  /** The end of a layer's path by which PEFT finds it, whatever is before it. */
  static String shortName(String path) {
    return path.startsWith(TEXT_MODEL) ? path.substring(TEXT_MODEL.length()) : path;
  }

  private Map<String, FileTensor> tensors(DiffusersPart part) {
    Map<String, FileTensor> tensors = new LinkedHashMap<>();
    part.modules()
        .forEach(
            (path, module) -> {
              put(tensors, path, module);
              if (part.name().equals(OF_EITHER_NAME)) {
                put(tensors, shortName(path), module);
              }
            });
    return tensors;
  }

  private void put(Map<String, FileTensor> tensors, String path, NetworkModule module) {
    for (String from : module.shapes().keySet()) {
      FileTensor tensor = requireNonNull(source.get(from), from);
      Shape stored = tensor.shape();
      Shape shape =
          DiffusersName.isLinear(path, stored, family)
              ? Shape.of(stored.size(0), stored.size(1))
              : stored;
      tensors.put(
          MODEL + path + from.substring(module.name().length()),
          new LaterTensor(tensor.type(), shape, () -> tensor.read().reshape(shape)));
    }
  }
}
