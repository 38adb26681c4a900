package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.VersionId;

/** A run was asked for in a version that does not exist. */
public final class VersionNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VersionNotFound(VersionId version) {
    super("There is no version " + version + ".");
  }
}
