package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;

/** There is no such project. */
public final class ProjectNotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProjectNotFound(ProjectId id) {
    super("There is no project " + id + ": see /api/v1/projects.");
  }
}
