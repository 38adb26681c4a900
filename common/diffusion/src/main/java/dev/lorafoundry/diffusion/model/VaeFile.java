package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.safetensors.InvalidSafetensors;
import dev.lorafoundry.diffusion.safetensors.SafetensorsFile;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A VAE that takes the place of a base model's: the file of a VAE alone, whose names have no
 * prefix, or a whole checkpoint, of which the VAE is taken.
 */
public final class VaeFile implements AutoCloseable {
  private static final List<String> PARTS =
      List.of("encoder.", "decoder.", "quant_conv.", "post_quant_conv.");
  private static final String PREFIX = Prefixes.VAE + ".";
  private static final String LATENTS = PREFIX + "decoder.conv_in.weight";

  private final SafetensorsFile file;
  private final Map<String, TensorPlace> places;

  private VaeFile(SafetensorsFile file) {
    this.file = file;
    Map<String, TensorPlace> found = new LinkedHashMap<>();
    boolean whole = file.names().stream().anyMatch(name -> name.startsWith(PREFIX));
    for (String key : file.names()) {
      String name = whole ? key : PREFIX + key;
      if (PARTS.stream().anyMatch(part -> name.startsWith(PREFIX + part))) {
        found.put(name, new TensorPlace(file, key));
      }
    }
    this.places = Collections.unmodifiableMap(found);
  }

  /**
   * Opens a file and looks at its header.
   *
   * @throws ModelRefused if there is no VAE in it that can be used
   */
  public static VaeFile open(Path path) throws IOException {
    SafetensorsFile file = openFile(path);
    try {
      VaeFile vae = new VaeFile(file);
      vae.requireUsable();
      return vae;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where its tensors lie, by the names that they have in a checkpoint. */
  Map<String, TensorPlace> places() {
    return places;
  }

  /** Whether a tensor of a checkpoint belongs to its VAE. */
  static boolean isPart(String name) {
    return name.startsWith(PREFIX);
  }

  /** The short hash by which older programs name this file. */
  public String shortHash() throws IOException {
    return file.shortHash();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void requireUsable() {
    if (file.names().stream().anyMatch(name -> name.contains("down_blocks."))) {
      throw new ModelRefused(
          "The file is a VAE in Diffusers layout: choose the same VAE as a single file of the"
              + " original layout, such as those for the webui.");
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    places.forEach((name, place) -> shapes.put(name, place.shape()));
    Shape first = shapes.get(LATENTS);
    if (first == null || first.rank() != 4) {
      throw new ModelRefused(
          "The file has no VAE (neither decoder.conv_in.weight nor "
              + LATENTS
              + "): choose the file of a VAE, or a whole checkpoint.");
    }
    if (first.size(1) != Latents.CHANNELS) {
      throw new ModelRefused(
          "The VAE in the file makes latents of %d channels, as those of newer models do; Stable Diffusion 1, 2 and XL take %d: choose a VAE of their families."
              .formatted(first.size(1), Latents.CHANNELS));
    }
    requireComplete(shapes);
  }

  /** Builds both halves: whatever tensor is missing is named. */
  private static void requireComplete(Map<String, Shape> shapes) {
    Program program = new Program("recognition");
    Weights weights = Weights.of(program, shapes).at(Prefixes.VAE);
    try {
      new VaeEncoder(weights);
      new VaeDecoder(weights);
      Recognition.requireBiases(program, shapes);
      int halvings = weights.at("encoder.down").count() - 1;
      if (1 << halvings != Latents.FACTOR) {
        throw new IllegalArgumentException(
            "it halves pictures %d times, and latents have an eighth of their size"
                .formatted(halvings));
      }
    } catch (IllegalArgumentException e) {
      throw new ModelRefused(
          "The file has no complete VAE: " + e.getMessage() + ". Download it again.", e);
    }
  }

  private static SafetensorsFile openFile(Path path) throws IOException {
    try {
      return SafetensorsFile.open(path);
    } catch (InvalidSafetensors e) {
      throw new ModelRefused("The file can't be read as a VAE: " + e.getMessage() + ".", e);
    }
  }
}
