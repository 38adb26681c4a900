package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;

/** There is no such project or version. */
public final class ProjectNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProjectNotFound(ProjectId id) {
    super("There is no project " + id + ": see /api/v1/projects.");
  }

  public ProjectNotFound(VersionId id) {
    super("There is no version " + id + ": see the versions of a project at /api/v1/projects.");
  }
}
