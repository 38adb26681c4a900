package dev.lorafoundry.diffusion.memory;

import static java.util.Objects.requireNonNull;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.settings.Dora;
import dev.lorafoundry.contracts.settings.NetworkTarget;
import dev.lorafoundry.contracts.settings.NetworkType;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import dev.lorafoundry.diffusion.lora.BlockPlan;
import dev.lorafoundry.diffusion.lora.LoraNetwork;
import dev.lorafoundry.diffusion.model.ModelSizes;
import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.diffusion.vae.Latents;
import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Estimates what trainings on a base model take of a device's memory: {@code weights + network +
 * step + overhead}. Nothing in it is fitted to one case; {@code docs/memory.md} compares it with
 * what was measured.
 */
public final class TrainingMemory {
  private static final String ENCODER = Prefixes.VAE + ".encoder.";
  private static final String FIRST_OF_VAE = ENCODER + "conv_in.weight";

  /** Values of the VAE's finest level that are there at the same time. */
  private static final int OF_VAE = 4;

  /** Products of whole layers that a LoHa keeps: both factors, and what comes of them. */
  private static final int OF_LOHA = 3;

  private static final String LEFT = ".hada_w1_a";
  private static final String RIGHT = ".hada_w1_b";

  /** What follows the name of a stage in the name of a module. */
  private static final Pattern WITHIN =
      Pattern.compile("_(transformer_blocks|proj_in|proj_out|self_attn|mlp)[_.].*");

  private final Family family;
  private final Map<String, Shape> shapes;
  private final Map<String, Shape> unet = new TreeMap<>();
  private final Map<String, Shape> text = new TreeMap<>();

  /**
   * @param shapes of the base model's tensors by name
   */
  public TrainingMemory(Family family, Map<String, Shape> shapes) {
    this.family = family;
    this.shapes = shapes;
    shapes.forEach(
        (name, shape) -> {
          if (name.startsWith(Prefixes.UNET + ".")) {
            unet.put(name, shape);
          } else if (name.startsWith("cond")) {
            text.put(name, shape);
          }
        });
  }

  /** Of a model of which the sizes alone are known. */
  public static TrainingMemory of(Family family, ModelSizes sizes) {
    return new TrainingMemory(family, ModelShapes.of(family, sizes));
  }

  /**
   * @param pixels of the largest picture
   */
  public MemoryEstimate of(TrainingSettings settings, Device device, long pixels) {
    DType type = device.computesIn(settings.precision().precision());
    Map<String, Shape> trained =
        LoraNetwork.create(
                shapes, family, BlockPlan.of(family, settings.network(), settings.blocks()))
            .shapes();
    long weights = elements(unet) * type.bytes();
    if (trainsText(settings)) {
      weights += elements(text) * type.bytes();
    }
    if (settings.pictures().randomCrop()) {
      weights += encoderNumbers() * DType.F32.bytes();
    }
    long numbers = elements(trained);
    Update update = Update.of(trained, settings);
    long network = numbers * DType.F32.bytes() + update.remembered();
    // why: where values are kept they go while gradients come; results of stages stay to the end
    long gradients = settings.precision().gradientCheckpointing() ? numbers * DType.F32.bytes() : 0;
    double kept = kept(settings, type, pixels) + copies(settings, type, trained);
    long step = Math.max(Math.round(kept) + gradients, update.passing());
    long before = Math.round(encoding(settings, type, pixels));
    return MemoryEstimate.of(weights, network, Math.max(step, before));
  }

  /** Values of a batch for the gradients, and the largest one that comes and goes. */
  private double kept(TrainingSettings settings, DType type, long pixels) {
    Beside beside = new Beside(settings.network(), settings.blocks());
    double tokens = settings.text().maxTokenLength() + 2.0;
    double places = (double) pixels / (Latents.FACTOR * Latents.FACTOR);
    List<Stage> stages = new ArrayList<>(UNetStages.of(unet, beside, places, tokens));
    if (trainsText(settings)) {
      stages.addAll(TextStages.of(text, beside, tokens));
    }
    double largest = stages.stream().mapToDouble(Stage::largest).max().orElse(0) * type.bytes();
    double inside =
        settings.precision().gradientCheckpointing()
            ? stages.stream().mapToDouble(stage -> stage.inside().bytes(type)).max().orElse(0)
                + stages.stream().mapToDouble(Stage::result).sum() * type.bytes()
            : stages.stream().mapToDouble(stage -> stage.inside().bytes(type)).sum();
    return settings.loop().batchSize() * (inside + largest);
  }

  /** What is made of the network's matrices in a step, whatever the batch. */
  private static double copies(TrainingSettings settings, DType type, Map<String, Shape> trained) {
    double copied = type == DType.F32 ? 0 : elements(trained) * type.bytes();
    copied += ofNorms(settings.network().dora(), trained) * DType.F32.bytes();
    if (settings.network().network() != NetworkType.LOHA) {
      return copied;
    }
    Map<String, Double> products = products(trained);
    boolean recomputed = settings.precision().gradientCheckpointing();
    double kept = recomputed ? Collections.max(products.values()) : sum(products.values());
    return copied + OF_LOHA * kept * type.bytes();
  }

  /** Numbers from which DoRA sums the norms of the changed weights: as many as one matrix has. */
  private static long ofNorms(Dora dora, Map<String, Shape> trained) {
    return switch (dora) {
      case OFF -> 0;
      case INPUTS -> elements(trained, ".lora_down.weight");
      case OUTPUTS -> elements(trained, ".lora_up.weight");
    };
  }

  private static long elements(Map<String, Shape> shapes, String ending) {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().endsWith(ending))
        .mapToLong(each -> each.getValue().elements())
        .sum();
  }

  /** Numbers of the layers' weights that a LoHa's modules stand beside, by stages. */
  private static Map<String, Double> products(Map<String, Shape> trained) {
    Map<String, Double> products = new TreeMap<>(Map.of("", 0.0));
    trained.forEach(
        (name, left) -> {
          if (name.endsWith(LEFT)) {
            Shape right = requireNonNull(trained.get(name.replace(LEFT, RIGHT)));
            double numbers = (double) left.size(0) * right.size(1);
            products.merge(WITHIN.matcher(name).replaceFirst(""), numbers, Double::sum);
          }
        });
    return products;
  }

  private static double sum(Collection<Double> numbers) {
    return numbers.stream().mapToDouble(each -> each).sum();
  }

  /**
   * Of the VAE's encoder, which stays beside the U-Net where parts of pictures are encoded anew.
   */
  private long encoderNumbers() {
    return shapes.entrySet().stream()
        .filter(each -> each.getKey().startsWith(ENCODER))
        .mapToLong(each -> each.getValue().elements())
        .sum();
  }

  /** What the frozen parts take that are asked before the first step, the U-Net being there. */
  private double encoding(TrainingSettings settings, DType type, long pixels) {
    Shape first = shapes.get(FIRST_OF_VAE);
    double ofVae = first == null ? 0 : (double) OF_VAE * first.size(0) * pixels * DType.F32.bytes();
    double ofText = trainsText(settings) ? 0 : elements(text) * type.bytes();
    return Math.max(ofVae, ofText);
  }

  private static boolean trainsText(TrainingSettings settings) {
    return settings.network().train() != NetworkTarget.UNET_ONLY;
  }

  private static long elements(Map<String, Shape> shapes) {
    return shapes.values().stream().mapToLong(Shape::elements).sum();
  }
}
