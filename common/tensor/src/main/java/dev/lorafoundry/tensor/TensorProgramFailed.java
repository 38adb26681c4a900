package dev.lorafoundry.tensor;

/**
 * A program could not be compiled or run; the message names the Java line and the module that
 * emitted the failing operation.
 */
public final class TensorProgramFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TensorProgramFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
