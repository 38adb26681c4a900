package dev.lorafoundry.api.project;

/** A version that nobody could find although it were restored. */
public final class RestoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RestoreRefused(Filing version, Filing project) {
    super(
        "The version '%s' can't be restored while its project '%s' is deleted: restore the project first."
            .formatted(version.name(), project.name()));
  }
}
