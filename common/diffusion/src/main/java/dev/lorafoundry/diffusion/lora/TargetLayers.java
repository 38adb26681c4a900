package dev.lorafoundry.diffusion.lora;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.diffusion.clip.ClipUse;
import dev.lorafoundry.diffusion.nn.Linear;
import dev.lorafoundry.tensor.Shape;
import java.util.Map;
import java.util.TreeMap;

/**
 * The layers that sd-scripts gives LoRA modules: all linear layers and 1×1 convolutions of the
 * U-Net's transformers and of the text encoders' layers; with a rank for convolutions also all
 * layers of the U-Net's residual blocks and its resampling convolutions.
 */
final class TargetLayers {
  private static final String WEIGHT = ".weight";
  private static final String JOINED = "." + Linear.JOINED;

  private final Family family;
  private final BlockPlan plan;
  private final Map<String, Shape> found = new TreeMap<>();

  private TargetLayers(Family family, BlockPlan plan) {
    this.family = family;
    this.plan = plan;
  }

  /**
   * Shapes of the layers' weights by the names of their modules, in the order of these.
   *
   * @param base shapes of the base model's tensors by name
   */
  static Map<String, Shape> of(Map<String, Shape> base, Family family, BlockPlan plan) {
    TargetLayers layers = new TargetLayers(family, plan);
    String unused = family == Family.SD2 ? unusedLayer(base) : "-";
    base.forEach(
        (tensor, shape) -> {
          if (!tensor.startsWith(unused)) {
            layers.look(tensor, shape);
          }
        });
    return layers.found;
  }

  private void look(String tensor, Shape shape) {
    if (tensor.endsWith(JOINED)) {
      String attention = tensor.substring(0, tensor.length() - JOINED.length());
      Shape part = Shape.of(shape.size(0) / Linear.JOINED_PARTS.size(), shape.size(1));
      Linear.JOINED_PARTS.forEach(each -> add(attention + "." + each, part));
    } else if (tensor.endsWith(WEIGHT) && (shape.rank() == 2 || shape.rank() == 4)) {
      String path = tensor.substring(0, tensor.length() - WEIGHT.length());
      add(path, asConvolution(path, shape));
    }
  }

  private void add(String path, Shape shape) {
    LayerNames.of(family, path)
        .filter(name -> isTarget(name, path))
        .ifPresent(name -> found.put(name, shape));
  }

  private boolean isTarget(String name, String path) {
    boolean text = LayerNames.isText(name);
    boolean trained =
        switch (plan.target()) {
          case BOTH -> true;
          case UNET_ONLY -> !text;
          case TEXT_ENCODER_ONLY -> text;
        };
    return trained && (text || plan.hasConvolutions() || LayerNames.isInTransformer(path));
  }

  /** sd-scripts turns SD2's linear layers around its transformers into 1×1 convolutions. */
  private Shape asConvolution(String path, Shape shape) {
    boolean around = path.endsWith(".proj_in") || path.endsWith(".proj_out");
    return family == Family.SD2 && around && shape.rank() == 2
        ? Shape.of(shape.size(0), shape.size(1), 1, 1)
        : shape;
  }

  /** Beginning of the names in a text layer of SD2 that is stored but no part of the model. */
  private static String unusedLayer(Map<String, Shape> base) {
    String layers = "cond_stage_model.model.transformer.resblocks.";
    int last = 0;
    for (String tensor : base.keySet()) {
      if (tensor.startsWith(layers)) {
        String number = tensor.substring(layers.length(), tensor.indexOf('.', layers.length()));
        last = Math.max(last, Integer.parseInt(number));
      }
    }
    return layers + ClipUse.sd2Layers(last + 1) + ".";
  }
}
