package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import dev.lorafoundry.tensor.TensorSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A base model: a single-file checkpoint in safetensors format with U-Net, text encoder and VAE.
 * Family and sizes come from names and shapes.
 */
public final class BaseModelFile implements AutoCloseable {
  private final SafetensorsFile file;
  private final Map<String, String> stored;
  private final Map<String, Shape> shapes;
  private final Family family;
  private final List<FileTensors> sources = new ArrayList<>();

  private BaseModelFile(SafetensorsFile file) {
    this.file = file;
    this.stored = OlderNames.byTodays(file.names());
    Map<String, Shape> all = new LinkedHashMap<>();
    stored.forEach((name, key) -> all.put(name, file.shape(key)));
    this.shapes = Collections.unmodifiableMap(all);
    this.family = Recognition.familyOf(shapes);
  }

  /**
   * Opens a file and looks at its header; tensors are read when they are asked for.
   *
   * @throws ModelRefused if the file is no base model that can be used
   */
  public static BaseModelFile open(Path path) throws IOException {
    SafetensorsFile file = openFile(path);
    try {
      return new BaseModelFile(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  public Family family() {
    return family;
  }

  public ModelSizes sizes() {
    return ModelSizes.of(shapes, family);
  }

  /** The largest LoRA rank that every layer can carry: the smallest side of any weight. */
  public int largestRank() {
    long smallest =
        shapes.entrySet().stream()
            .filter(each -> each.getValue().rank() >= 2 && carriesLora(each.getKey()))
            .mapToLong(each -> Math.min(each.getValue().size(0), each.getValue().size(1)))
            .min()
            .orElse(0);
    return Math.toIntExact(smallest);
  }

  /** Shapes of all tensors by name, in the order of the file; names as today's files have them. */
  public Map<String, Shape> shapes() {
    return shapes;
  }

  /** What loads programs: gives one tensor at a time, closed when the next is asked for. */
  public TensorSource tensors(TensorRuntime runtime) {
    FileTensors source = new FileTensors(runtime, file, stored);
    sources.add(source);
    return source;
  }

  /** The short hash by which older programs name this file. */
  public String shortHash() throws IOException {
    return file.shortHash();
  }

  public Path path() {
    return file.path();
  }

  @Override
  public void close() throws IOException {
    sources.forEach(FileTensors::close);
    file.close();
  }

  private static boolean carriesLora(String name) {
    boolean transformer =
        name.startsWith(Prefixes.UNET + ".")
            && (name.contains(".transformer_blocks.") || name.contains(".proj_"));
    return name.endsWith(".weight")
        && (transformer || name.contains(".self_attn.") || name.contains(".mlp."));
  }

  private static SafetensorsFile openFile(Path path) throws IOException {
    try {
      return SafetensorsFile.open(path);
    } catch (InvalidSafetensors e) {
      throw new ModelRefused("The file can't be read as a model: " + e.getMessage() + ".", e);
    }
  }
}
