package dev.lorafoundry.api.dataset;

/** Settings can't make a training picture of a picture. */
public final class TrialRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrialRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
