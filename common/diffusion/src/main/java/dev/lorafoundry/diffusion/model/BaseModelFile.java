package dev.lorafoundry.diffusion.model;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.safetensors.StoredTensor;
import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.tensor.Executable;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import dev.lorafoundry.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A base model: a single-file checkpoint in safetensors format with U-Net, text encoder and VAE.
 * Family and sizes come from names and shapes.
 */
public final class BaseModelFile implements AutoCloseable {
  private static final String TOKENS = ".token_embedding.weight";

  private final SafetensorsFile file;
  private final Optional<VaeFile> vae;
  private final Map<String, TensorPlace> places;
  private final Map<String, Shape> shapes;
  private final Family family;
  private final WeightChange change;
  private final Map<Set<String>, String> digests = new ConcurrentHashMap<>();

  private BaseModelFile(SafetensorsFile file, Optional<VaeFile> vae, WeightChange change) {
    this.file = file;
    this.vae = vae;
    this.change = change;
    this.places = new LinkedHashMap<>();
    OlderNames.byTodays(file.names())
        .forEach((name, key) -> places.put(name, new TensorPlace(file, key)));
    vae.ifPresent(
        other -> {
          places.keySet().removeIf(VaeFile::isPart);
          places.putAll(other.places());
        });
    Map<String, Shape> all = new LinkedHashMap<>();
    places.forEach((name, place) -> all.put(name, place.shape()));
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
      return new BaseModelFile(file, Optional.empty(), WeightChange.NONE);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The same file, whose weights are changed when they are loaded; closing one closes both. */
  public BaseModelFile changedBy(WeightChange some) {
    return new BaseModelFile(file, vae, some);
  }

  /** The same model with another VAE in place of its own; closing it closes both files. */
  public BaseModelFile with(VaeFile other) {
    return new BaseModelFile(file, Optional.of(other), change);
  }

  /** The VAE that took the place of the one in this file, if one did. */
  public Optional<VaeFile> otherVae() {
    return vae;
  }

  public Family family() {
    return family;
  }

  public ModelSizes sizes() {
    return ModelSizes.of(shapes, family);
  }

  /** Layers of the text encoder that the model uses; of SDXL the larger one's. */
  public int usedTextLayers() {
    return sizes().usedTextLayers(family);
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

  /** How many tokens every text encoder knows: ids are smaller. */
  public long tokens() {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().endsWith(TOKENS) && each.getValue().rank() > 0)
        .mapToLong(each -> each.getValue().size(0))
        .min()
        .orElse(0);
  }

  /**
   * @throws ModelRefused if the vocabulary has ids that this model does not know
   */
  public void requireKnown(ClipTokenizer tokenizer) {
    if (tokenizer.largestId() >= tokens()) {
      throw new ModelRefused(
          "The vocabulary has ids up to %d but the base model knows %d tokens: they belong to different models."
              .formatted(tokenizer.largestId(), tokens()));
    }
  }

  /** Shapes of all tensors by name, in the order of the file; names as today's files have them. */
  public Map<String, Shape> shapes() {
    return shapes;
  }

  /** What loads programs: gives one tensor at a time. The caller closes it. */
  public ModelTensors tensors(TensorRuntime runtime) {
    return new ModelTensors(runtime, places, change);
  }

  /** Compiles a program with this model's weights. */
  public Executable load(TensorRuntime runtime, Program program) {
    try (ModelTensors weights = tensors(runtime)) {
      return runtime.load(program, weights);
    }
  }

  /**
   * Hex digest of these tensors as the file has them, whatever else is in it: files of different
   * models may share some. They are read once.
   */
  public String digest(Set<String> names) {
    return digests.computeIfAbsent(Set.copyOf(names), this::digestOf);
  }

  private String digestOf(Set<String> names) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (String name : new TreeSet<>(names)) {
      StoredTensor tensor = requireNonNull(places.get(name), name).get();
      String what = "%s %s %s\n".formatted(name, tensor.type(), tensor.shape());
      digest.update(what.getBytes(StandardCharsets.UTF_8));
      digest.update(tensor.bytes().duplicate());
    }
    return HexFormat.of().formatHex(digest.digest());
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
    file.close();
    if (vae.isPresent()) {
      vae.get().close();
    }
  }

  private static boolean carriesLora(String name) {
    boolean transformer =
        name.startsWith(Prefixes.UNET + ".")
            && (name.contains(".transformer_blocks.") || name.contains(".proj_"));
    boolean text =
        name.contains(".self_attn.") || name.contains(".attn.") || name.contains(".mlp.");
    return name.endsWith("weight") && (transformer || text);
  }

  private static SafetensorsFile openFile(Path path) throws IOException {
    try {
      return SafetensorsFile.open(path);
    } catch (InvalidSafetensors e) {
      throw new ModelRefused("The file can't be read as a model: " + e.getMessage() + ".", e);
    }
  }
}
