package dev.lorafoundry.diffusion.model;

/** A file that can't be used as a base model; the message is a sentence for people. */
public final class ModelRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelRefused(String message) {
    super(message);
  }

  public ModelRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
