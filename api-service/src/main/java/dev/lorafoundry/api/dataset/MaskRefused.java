package dev.lorafoundry.api.dataset;

/** A picture can't get that mask, or lose its own now. */
public final class MaskRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MaskRefused(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
