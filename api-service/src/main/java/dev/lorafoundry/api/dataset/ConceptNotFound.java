package dev.lorafoundry.api.dataset;

/** There is no such concept. */
public final class ConceptNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConceptNotFound(ConceptId id) {
    super("There is no concept " + id + ": see /api/v1/versions/VERSION/concepts.");
  }
}
