package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.PreparationId;

/** There is no such preparation. */
public final class PreparationNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PreparationNotFound(PreparationId id) {
    super("There is no preparation " + id + ": see /api/v1/versions/VERSION/preparations.");
  }
}
