package dev.lorafoundry.diffusion.render;

/** A rendering gave no picture; the message is a sentence for people. */
public final class RenderingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RenderingFailed(String message) {
    super(message);
  }
}
