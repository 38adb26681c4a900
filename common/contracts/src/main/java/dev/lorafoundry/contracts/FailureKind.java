package dev.lorafoundry.contracts;

/** Why an attempt failed, as far as it decides whether another attempt makes sense. */
public enum FailureKind {
  /** The input can't be used: pictures, settings, base model. Never retried. */
  BAD_INPUT(false),
  /** The device has too little memory for these settings. Never retried. */
  OUT_OF_MEMORY(false),
  /** Loss is no longer a number or grew beyond use. Never retried. */
  DIVERGED(false),
  /** Storage or the network failed. Retried. */
  INFRASTRUCTURE(true),
  /** A fault of the program. Retried, within the limit of attempts. */
  INTERNAL(true),
  /** The worker is too old for these settings. Retried until a newer one takes the work. */
  OUTDATED_WORKER(true);

  private final boolean retryable;

  FailureKind(boolean retryable) {
    this.retryable = retryable;
  }

  public boolean retryable() {
    return retryable;
  }
}
