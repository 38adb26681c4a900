package dev.lorafoundry.diffusion.clip;

import dev.lorafoundry.diffusion.nn.Weights;

/**
 * Which states of a text encoder a family of models takes.
 *
 * @param unused stored layers at the end that are no part of the encoder
 * @param skip layer whose states are taken, counted from the end: 1 is the last
 * @param normed whether the states go through the final norm
 */
public record ClipUse(ClipLayout layout, int unused, int skip, boolean normed) {
  /** Layers of OpenCLIP's ViT-H that are a part of SD2; its checkpoints hold one more. */
  private static final int SD2_LAYERS = 23;

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

  /** SD2: the same, of an encoder without a layer that is no part of the model. */
  public static ClipUse sd2(Weights encoder, int clipSkip) {
    int stored = ClipLayout.OPEN_CLIP.layers(encoder).count();
    return new ClipUse(ClipLayout.OPEN_CLIP, stored - sd2Layers(stored), clipSkip, true);
  }

  /**
   * How many of a checkpoint's layers SD2 uses: all but the last one, which files that were
   * converted from Diffusers do not have.
   */
  public static int sd2Layers(int stored) {
    return stored == SD2_LAYERS ? stored : stored - 1;
  }

  /** SDXL, of both its encoders: what the last layer is given. */
  public static ClipUse sdxl(ClipLayout layout) {
    return new ClipUse(layout, 0, 2, false);
  }
}
