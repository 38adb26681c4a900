package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;

/** There is no such version. */
public final class VersionNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VersionNotFound(VersionId id) {
    super("There is no version " + id + ": see the versions of a project at /api/v1/projects.");
  }
}
