package dev.lorafoundry.diffusion.model;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.TextProjection;
import dev.lorafoundry.diffusion.nn.Weights;
import dev.lorafoundry.diffusion.unet.HeadRule;
import dev.lorafoundry.diffusion.unet.SizeEmbedding;
import dev.lorafoundry.diffusion.unet.UNet;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.diffusion.vae.VaeDecoder;
import dev.lorafoundry.diffusion.vae.VaeEncoder;
import dev.lorafoundry.tensor.Program;
import dev.lorafoundry.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells from names and shapes of tensors whether they are a base model, and of which family. */
final class Recognition {
  private static final String FIRST_CONVOLUTION = Prefixes.UNET + ".input_blocks.0.0.weight";
  private static final int INPAINTING_CHANNELS = 9;
  private static final int CLIP_HEAD = 64;
  private static final Pattern WITHOUT_BIAS =
      Pattern.compile("\\.(to_[qkv]|(token|position)_embedding|text_projection)\\.weight$");

  private final Map<String, Shape> shapes;

  private Recognition(Map<String, Shape> shapes) {
    this.shapes = shapes;
  }

  /**
   * @throws ModelRefused if they are something else or incomplete
   */
  static Family familyOf(Map<String, Shape> shapes) {
    Foreign.of(shapes.keySet())
        .ifPresent(
            foreign -> {
              throw new ModelRefused(foreign.message());
            });
    Recognition recognition = new Recognition(shapes);
    recognition.requireUNet();
    recognition.requireVae();
    Family family = recognition.family();
    recognition.requireMatchingWidths(family);
    recognition.requireComplete(family);
    if (family == Family.SDXL) {
      recognition.requireMatchingVector();
    }
    return family;
  }

  private void requireUNet() {
    Shape first = shapes.get(FIRST_CONVOLUTION);
    if (first == null || first.rank() != 4) {
      throw new ModelRefused(
          "The file has no U-Net ("
              + FIRST_CONVOLUTION
              + " is missing): choose a single-file checkpoint of Stable Diffusion 1, 2 or XL.");
    }
    long channels = first.size(1);
    if (channels == INPAINTING_CHANNELS) {
      throw new ModelRefused(
          "The file is an inpainting model (its U-Net takes 9 channels), which text alone can't"
              + " steer: choose the normal model of the same family.");
    }
    if (channels != Latents.CHANNELS) {
      throw new ModelRefused(
          "The U-Net in the file takes %d channels; text-to-image models take %d: choose one."
              .formatted(channels, Latents.CHANNELS));
    }
  }

  private void requireVae() {
    for (String part : List.of("encoder", "decoder")) {
      if (!has(Prefixes.VAE + "." + part)) {
        throw new ModelRefused(
            "The file has no VAE "
                + part
                + " (nothing under "
                + Prefixes.VAE
                + "): choose the full checkpoint, not one with the U-Net alone.");
      }
    }
  }

  private Family family() {
    if (has(Prefixes.XL_CLIP) && has(Prefixes.XL_OPEN_CLIP)) {
      return Family.SDXL;
    }
    if (has(Prefixes.OPEN_CLIP)) {
      return Family.SD2;
    }
    if (has(Prefixes.CLIP)) {
      return Family.SD1;
    }
    throw new ModelRefused(
        "The file has no text encoder that is known (nothing under cond_stage_model or"
            + " conditioner): choose the full checkpoint, not one with the U-Net alone.");
  }

  private void requireMatchingWidths(Family family) {
    ModelSizes sizes = ModelSizes.of(shapes, family);
    long smaller = family == Family.SDXL ? ModelSizes.tableWidth(shapes, Prefixes.XL_CLIP) : 0;
    long text = sizes.textWidth() + smaller;
    if (sizes.contextWidth() != text) {
      throw new ModelRefused(
          "The text encoder gives states of width %d but the U-Net takes %d: they belong to different models."
              .formatted(text, sizes.contextWidth()));
    }
    for (long width : List.of(sizes.textWidth(), smaller)) {
      if (width % CLIP_HEAD != 0) {
        throw new ModelRefused(
            "The text encoder is %d wide: widths are multiples of %d.".formatted(width, CLIP_HEAD));
      }
    }
  }

  /** Builds every part: whatever tensor is missing is named. */
  private void requireComplete(Family family) {
    Program program = new Program("recognition");
    Weights all = Weights.of(program, shapes);
    try {
      TextEncoders texts = TextEncoders.of(family, all, 1, TextProjection.STORED);
      UNet unet = new UNet(all.at(Prefixes.UNET), HeadRule.of(family));
      new VaeEncoder(all.at(Prefixes.VAE));
      new VaeDecoder(all.at(Prefixes.VAE));
      if (texts.width() < 1 || unet.timeWidth() < 2) {
        throw new IllegalArgumentException("a width is 0");
      }
      if (unet.takesVector() != (family == Family.SDXL)) {
        throw new IllegalArgumentException(
            "label_emb of the U-Net is what models of two text encoders have, and they alone");
      }
      requireBiases(program, shapes);
    } catch (IllegalArgumentException e) {
      throw new ModelRefused(
          "The file is no complete model: " + e.getMessage() + ". Download it again.", e);
    }
  }

  /**
   * All layers have one but those of the U-Net's queries, keys and values, and the tables.
   *
   * @param program which has weights of all layers
   * @param shapes of the file's tensors
   * @throws IllegalArgumentException that names one that is missing
   */
  static void requireBiases(Program program, Map<String, Shape> shapes) {
    program.weights().forEach((name, weight) -> requireBias(name, weight, shapes));
  }

  private static void requireBias(String name, Shape weight, Map<String, Shape> shapes) {
    if (name.endsWith(".weight") && weight.rank() > 1 && !WITHOUT_BIAS.matcher(name).find()) {
      String bias = name.replaceAll("weight$", "bias");
      if (!shapes.containsKey(bias)) {
        throw new IllegalArgumentException("the checkpoint has no tensor " + bias);
      }
    }
  }

  /** SDXL's U-Net takes what a text says as a whole, and six sizes. */
  private void requireMatchingVector() {
    long taken = ModelSizes.width(shapes, Prefixes.UNET + ".label_emb.0.0.weight");
    String projection = Prefixes.XL_OPEN_CLIP + ".text_projection";
    long pooled =
        Math.max(
            ModelSizes.width(shapes, projection), ModelSizes.first(shapes, projection + ".weight"));
    long given = pooled + SizeEmbedding.LENGTH;
    if (taken != given) {
      throw new ModelRefused(
          "The U-Net takes vectors of %d numbers but its text encoder and six sizes give %d: choose a base model of Stable Diffusion XL."
              .formatted(taken, given));
    }
  }

  private boolean has(String prefix) {
    return shapes.keySet().stream().anyMatch(name -> name.startsWith(prefix + "."));
  }
}
