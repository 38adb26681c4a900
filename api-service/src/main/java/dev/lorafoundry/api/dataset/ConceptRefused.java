package dev.lorafoundry.api.dataset;

/** A concept can't be as asked. */
public final class ConceptRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConceptRefused(String message) {
    super(message);
  }
}
