package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;

/** Projects and versions with what they amount to. */
public interface Overviews {
  /** A part of the list of these projects, newest first. */
  List<ProjectOverview> list(ProjectFilter filter, long offset, int count);

  /** Of each version of a project, archived ones too. */
  Map<VersionId, Overview> versions(ProjectId project);
}
