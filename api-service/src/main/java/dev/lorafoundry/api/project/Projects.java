package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Optional;

/** All projects with their versions. */
public interface Projects {
  /**
   * @throws NameTaken if another project has that name, in whatever capitals
   */
  void add(Project project);

  /**
   * @throws NameTaken if another version of the project has that name, in whatever capitals
   */
  void add(DatedVersion version);

  Optional<Project> find(ProjectId id);

  Optional<DatedVersion> version(VersionId id);

  /** A part of the list of all projects, newest first. */
  List<Project> list(long offset, int count);

  long count();
}
