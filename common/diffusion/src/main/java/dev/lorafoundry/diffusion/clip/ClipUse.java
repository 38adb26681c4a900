package dev.lorafoundry.diffusion.clip;

/**
 * Which states of a text encoder a family of models takes.
 *
 * @param unused stored layers at the end that are no part of the encoder
 * @param skip layer whose states are taken, counted from the end: 1 is the last
 * @param normed whether the states go through the final norm
 */
public record ClipUse(ClipLayout layout, int unused, int skip, boolean normed) {
  /**
   * How many layers lead to the states.
   *
   * @param stored layers of the checkpoint
   */
  int layers(int stored) {
    int layers = stored - unused;
    if (skip < 1 || skip > layers + 1) {
      throw new IllegalArgumentException(
          "clip skip %d is not allowed: the text encoder has %d layers, so 1 to %d"
              .formatted(skip, layers, layers + 1));
    }
    return layers + 1 - skip;
  }

  /** SD1: the last layer's states, or those of an earlier one, normed. */
  public static ClipUse sd1(int clipSkip) {
    return new ClipUse(ClipLayout.HUGGING_FACE, 0, clipSkip, true);
  }

  /** SD2: the same, of an encoder without its last layer. */
  public static ClipUse sd2(int clipSkip) {
    return new ClipUse(ClipLayout.OPEN_CLIP, 1, clipSkip, true);
  }

  /** SDXL, of both its encoders: what the last layer is given. */
  public static ClipUse sdxl(ClipLayout layout) {
    return new ClipUse(layout, 0, 2, false);
  }
}
