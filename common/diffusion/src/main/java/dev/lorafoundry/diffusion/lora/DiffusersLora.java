package dev.lorafoundry.diffusion.lora;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.LaterTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsStream;
import dev.lorafoundry.tensor.Shape;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A LoRA as the file that {@code load_lora_weights} of diffusers reads, with PEFT behind it: for
 * every layer {@code <part>.<path>.lora_A.weight} and {@code …lora_B.weight}, and with DoRA of
 * outputs {@code …lora_magnitude_vector}, in the shapes of diffusers' own layers.
 *
 * <p>PEFT adds {@code B A · lora_alpha / r}, with one {@code lora_alpha} for a part of the
 * pipeline. What is left of a module's own alpha is multiplied into its matrices.
 */
final class DiffusersLora {
  private static final String FIRST = ".lora_A.weight";
  private static final String SECOND = ".lora_B.weight";
  private static final String MAGNITUDES = ".lora_magnitude_vector";

  /** Where diffusers, from 0.34 on, finds what it hands to PEFT. */
  private static final String CONFIGURATION = "lora_adapter_metadata";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, ? extends FileTensor> source;
  private final Family family;
  private final Map<String, FileTensor> tensors = new LinkedHashMap<>();

  private DiffusersLora(Map<String, ? extends FileTensor> source, Family family) {
    this.source = source;
    this.family = family;
  }

  /**
   * @param modules all LoRA
   * @throws LoraRefused if diffusers can't read what is in it
   */
  static SafetensorsStream of(
      List<NetworkModule> modules,
      Map<String, ? extends FileTensor> source,
      Map<String, String> metadata,
      Family family) {
    modules.forEach(DiffusersLora::requireReadable);
    Collection<DiffusersPart> parts = DiffusersPart.of(modules);
    DiffusersLora made = new DiffusersLora(source, family);
    parts.forEach(made::put);
    return SafetensorsStream.of(made.tensors, metadata(metadata, parts));
  }

  private static void requireReadable(NetworkModule module) {
    if (module.dora() == Dora.INPUTS) {
      throw new LoraRefused(
          "The file has DoRA of inputs, but diffusers knows DoRA of outputs alone: train with dora outputs, or use this file in webui or ComfyUI.");
    }
  }

  private void put(DiffusersPart part) {
    part.modules()
        .forEach(
            (path, module) -> put(part.name() + "." + path, module, module.alpha() / part.alpha()));
  }

  /**
   * @param factor of the product of both matrices
   */
  private void put(String layer, NetworkModule module, double factor) {
    LoraModule lora = module instanceof DoraModule dora ? dora.lora() : (LoraModule) module;
    boolean linear = DiffusersName.isLinear(layer, lora.down(), family);
    double ofSecond = shareOf(factor);
    put(layer + FIRST, lora.name() + LoraModule.DOWN, flat(lora.down(), linear), factor / ofSecond);
    put(layer + SECOND, lora.name() + LoraModule.UP, flat(lora.up(), linear), ofSecond);
    if (module instanceof DoraModule dora) {
      long out = dora.magnitude().elements();
      Shape shape = linear ? Shape.of(out) : Shape.of(1, out, 1, 1);
      put(layer + MAGNITUDES, dora.magnitudeName(), shape, 1);
    }
  }

  private void put(String name, String from, Shape shape, double factor) {
    FileTensor tensor = requireNonNull(source.get(from), from);
    tensors.put(
        name,
        new LaterTensor(tensor.type(), shape, () -> tensor.read().times(factor).reshape(shape)));
  }

  private static Shape flat(Shape matrix, boolean linear) {
    return linear ? Shape.of(matrix.size(0), matrix.size(1)) : matrix;
  }

  /**
   * What of a factor goes into the second matrix: a power of two near its root. With all of it in
   * one matrix, 16-bit numbers would become too small to be told apart.
   */
  private static double shareOf(double factor) {
    return factor > 0 ? Math.scalb(1, Math.getExponent(factor) / 2) : 1;
  }

  private static Map<String, String> metadata(
      Map<String, String> source, Collection<DiffusersPart> parts) {
    Map<String, String> metadata = new LinkedHashMap<>(source);
    // why: it takes precedence over what diffusers sees by itself, for all parts or none
    if (!parts.stream().allMatch(DiffusersPart::isEven)) {
      Map<String, Object> configuration = new LinkedHashMap<>();
      parts.forEach(part -> configuration.putAll(part.configuration()));
      metadata.put(CONFIGURATION, JSON.writeValueAsString(configuration));
    }
    return metadata;
  }
}
