package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.diffusion.safetensors.FileTensor;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.SafetensorsWriter;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A LoRA in kohya's file format, as webui and ComfyUI load it: for every module the tensors {@code
 * <name>.lora_down.weight}, {@code <name>.lora_up.weight} and {@code <name>.alpha}. LoHa and LoKr
 * have others, as LyCORIS names them, which webui and ComfyUI load, and a LoRA with DoRA has {@code
 * <name>.dora_scale} beside its own.
 *
 * @param tensors by name, in the file's number format
 * @param metadata by name, without the hashes when it comes from memory
 */
public record LoraFile(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
  public LoraFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * A file in memory.
   *
   * @param matrices values of the network's matrices by name
   * @param type number format of the file
   */
  public static LoraFile of(
      LoraNetwork network,
      Map<String, StoredTensor> matrices,
      DType type,
      Map<String, String> metadata) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    matrices.forEach((name, tensor) -> tensors.put(name, tensor.to(type)));
    tensors.putAll(alphas(network, type));
    return new LoraFile(tensors, metadata);
  }

  /** The tensors of a network's file beside its matrices, by name. */
  public static Map<String, StoredTensor> alphas(LoraNetwork network, DType type) {
    Map<String, StoredTensor> alphas = new LinkedHashMap<>();
    network
        .alphas()
        .forEach(
            (name, alpha) ->
                alphas.put(name, StoredTensor.floats(Shape.of(), alpha.floatValue()).to(type)));
    return alphas;
  }

  /**
   * Opens a file whose tensors are read when they are asked for: it may be deleted or replaced, but
   * must not be written over.
   *
   * @throws LoraRefused if the file is safetensors but no LoRA of this kind
   */
  public static LoraFile read(Path path) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      file.names().forEach(name -> tensors.put(name, file.get(name)));
      LoraFile lora = new LoraFile(tensors, file.metadata());
      lora.network();
      return lora;
    }
  }

  /** Writes the file whole, with the two hashes by which other programs know it. */
  public void write(Path path) throws IOException {
    write(path, tensors, metadata);
  }

  /** The same of a file that is not in memory: each tensor is asked for once, one after another. */
  public static void write(
      Path path, Map<String, ? extends FileTensor> tensors, Map<String, String> metadata)
      throws IOException {
    SafetensorsWriter.write(path, tensors, metadata, new LoraHashes(tensors, metadata));
  }

  /** SHA-256 of the tensors, whatever the metadata. */
  public String modelHash() {
    return SafetensorsWriter.dataHash(tensors);
  }

  /**
   * The modules of this file, for a program that applies them.
   *
   * @throws LoraRefused if there are none, or tensors that belong to none
   */
  public LoraNetwork network() {
    return new LoraNetwork(StoredModules.in(tensors));
  }

  /** The value of a matrix of the {@link #network}, by name. */
  public StoredTensor matrix(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new LoraRefused("The LoRA file lacks the tensor %s.".formatted(name));
    }
    return tensor;
  }
}
