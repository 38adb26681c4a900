package dev.lorafoundry.diffusion.memory;

import dev.lorafoundry.tensor.Shape;
import java.util.List;
import java.util.Map;

/** The stages of text encoders that are trained: one for each layer. */
final class TextStages {
  /** The first norm of a layer, by the names of Hugging Face and of OpenCLIP. */
  private static final List<String> NORMS = List.of(".layer_norm1.weight", ".ln_1.weight");

  private TextStages() {}

  /**
   * @param tokens of a caption
   */
  static List<Stage> of(Map<String, Shape> shapes, Beside beside, double tokens) {
    return shapes.entrySet().stream()
        .filter(each -> NORMS.stream().anyMatch(each.getKey()::endsWith))
        .map(each -> layer((double) each.getValue().size(0), beside, tokens))
        .toList();
  }

  private static Stage layer(double width, Beside beside, double tokens) {
    double attention = 6 * width; // normed, q, k, v, attended; normed
    double feedForward = 3 * 4 * width; // wide, its gate, what comes of both
    double modules =
        4 * beside.linear(width, width)
            + beside.linear(width, 4 * width)
            + beside.linear(4 * width, width);
    Numbers inside = new Numbers(2 * width, attention + feedForward + modules, 2 * width);
    return new Stage(inside.times(tokens), tokens * width, tokens * 4 * width);
  }
}
