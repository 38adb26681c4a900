package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * All projects with their versions; those that were deleted are found in no way but by lists of
 * these.
 */
public interface Projects {
  /**
   * @throws NameTaken if another project has that name, in whatever capitals
   */
  void add(Project project);

  /**
   * @throws NameTaken if another version of the project has that name, in whatever capitals
   * @throws ProjectNotFound if the project is gone
   */
  void add(DatedVersion version);

  Optional<Project> find(ProjectId id);

  Optional<DatedVersion> version(VersionId id);

  /**
   * That a project could be named so.
   *
   * @throws NameTaken if one is, in whatever capitals
   */
  void requireFree(String name);

  /**
   * That a version of the project could be named so.
   *
   * @throws NameTaken if one is, in whatever capitals
   */
  void requireFree(ProjectId project, String name);

  /** A part of the list of these projects, newest first. */
  List<Project> list(ProjectFilter filter, long offset, int count);

  long count(ProjectFilter filter);

  /** The versions of a project that were deleted and can be restored, the last deleted first. */
  List<DeletedVersion> deletedVersions(ProjectId id);
}
