package dev.lorafoundry.standalone.client;

import dev.lorafoundry.contracts.ProjectId;
import java.util.List;

/** A project as the API tells of it. */
public record Project(ProjectId id, String name, List<Version> versions) {
  public Project {
    versions = List.copyOf(versions);
  }
}
