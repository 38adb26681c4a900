package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.diffusion.model.Prefixes;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The stages of a U-Net, read from the names and shapes of its weights as {@code
 * dev.lorafoundry.diffusion.unet.UNet} builds them. What autograd keeps of each operation whose
 * weight is frozen: inputs of norms and activations, what a module's first matrix multiplies,
 * queries, keys, values and result of attention, both factors of a product.
 */
final class UNetStages {
  private static final String IN = Prefixes.UNET + ".input_blocks.";
  private static final String MIDDLE = Prefixes.UNET + ".middle_block.";
  private static final String OUT = Prefixes.UNET + ".output_blocks.";

  private final Map<String, Shape> shapes;
  private final Beside beside;
  private final double tokens;
  private final List<Stage> stages = new ArrayList<>();
  private double places;

  /** Whether there was a module already: of what comes before, nobody needs gradients. */
  private boolean tracked;

  private UNetStages(Map<String, Shape> shapes, Beside beside, double places, double tokens) {
    this.shapes = shapes;
    this.beside = beside;
    this.places = places;
    this.tokens = tokens;
    tracked = beside.hasConvolutions();
  }

  /**
   * @param places of the latents
   * @param tokens of a caption
   */
  static List<Stage> of(Map<String, Shape> shapes, Beside beside, double places, double tokens) {
    UNetStages unet = new UNetStages(shapes, beside, places, tokens);
    unet.read();
    return unet.stages;
  }

  private void read() {
    double width = size(IN + "0.0.weight", 0);
    stages.add(new Stage(Numbers.NONE, places * width, places * width));
    for (int i = 1; has(IN + i + ".0"); i++) {
      add(IN + i + ".");
    }
    add(MIDDLE);
    for (int i = 0; has(OUT + i + ".0"); i++) {
      add(OUT + i + ".");
    }
    Numbers last = new Numbers(2 * width, width, 0).times(places);
    stages.add(new Stage(last, 0, places * width));
  }

  /** A block, as one stage. */
  private void add(String block) {
    Numbers inside = Numbers.NONE;
    double result = 0;
    double largest = 0;
    for (int j = 0; has(block + j); j++) {
      Stage part = part(block + j + ".");
      inside = inside.plus(part.inside());
      result = part.result();
      largest = Math.max(largest, part.largest());
    }
    stages.add(new Stage(inside, result, largest));
  }

  private Stage part(String path) {
    if (has(path + "in_layers")) {
      return residual(path);
    }
    if (has(path + "transformer_blocks")) {
      return transformer(path);
    }
    boolean halving = has(path + "op");
    double width = size(path + (halving ? "op.weight" : "conv.weight"), 0);
    double before = halving ? places : 4 * places;
    places = halving ? places / 4 : 4 * places;
    Numbers inside = Numbers.computed(before * (width + beside.convolution(width, width)));
    return new Stage(kept(inside), places * width, before * width);
  }

  /** Two norms with activation and convolution. */
  private Stage residual(String path) {
    double in = size(path + "in_layers.2.weight", 1);
    double out = size(path + "in_layers.2.weight", 0);
    double modules = beside.convolution(in, out) + beside.convolution(out, out);
    double shortcut = has(path + "skip_connection") ? in : 0;
    Numbers inside = new Numbers(2 * in + 2 * out, in + out + modules, shortcut);
    return new Stage(kept(inside.times(places)), places * out, places * Math.max(in, out));
  }

  private Numbers kept(Numbers inside) {
    return tracked ? inside : Numbers.NONE;
  }

  private Stage transformer(String path) {
    tracked = true;
    double width = size(path + "proj_in.weight", 0);
    Numbers around = new Numbers(width, 2 * width + 2 * beside.linear(width, width), 0);
    Numbers inside = around.times(places);
    double largest = 0;
    for (int i = 0; has(path + "transformer_blocks." + i); i++) {
      String block = path + "transformer_blocks." + i + ".";
      double wide = size(block + "ff.net.0.proj.weight", 0); // 8 C
      inside = inside.plus(block(width, wide).times(places));
      inside = inside.plus(ofText(block, width).times(tokens));
      largest = places * wide;
    }
    return new Stage(inside, places * width, largest);
  }

  /** Of each place: two attentions and a gated feed-forward network. */
  private Numbers block(double width, double wide) {
    double attentions = 9 * width; // normed, q, k, v, attended; normed, q, attended; normed
    double feedForward = 2 * wide; // value and gate; activated gate; their product
    double modules =
        6 * beside.linear(width, width)
            + beside.linear(width, wide)
            + beside.linear(wide / 2, width);
    return new Numbers(3 * width, attentions + feedForward + modules, 2 * width);
  }

  /** Of each token: keys and values. */
  private Numbers ofText(String block, double width) {
    double context = size(block + "attn2.to_k.weight", 1);
    return new Numbers(0, 2 * (width + beside.linear(context, width)), 2 * context);
  }

  private boolean has(String module) {
    String begin = module + ".";
    return shapes.keySet().stream().anyMatch(name -> name.startsWith(begin));
  }

  private double size(String name, int dimension) {
    Shape shape = shapes.get(name);
    if (shape == null) {
      throw new IllegalArgumentException("the U-Net has no tensor " + name);
    }
    return shape.size(dimension);
  }
}
