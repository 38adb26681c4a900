package dev.lorafoundry.diffusion.safetensors;

/** A file that says it is safetensors but can't be read as such; the message says why. */
public final class InvalidSafetensors extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidSafetensors(String message) {
    super(message);
  }

  InvalidSafetensors(String message, Throwable cause) {
    super(message, cause);
  }
}
