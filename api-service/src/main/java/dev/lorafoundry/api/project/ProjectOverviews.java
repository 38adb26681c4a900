package dev.lorafoundry.api.project;

import java.util.List;

/** Projects with what they amount to. */
public interface ProjectOverviews {
  /** A part of the list of these projects, newest first. */
  List<ProjectOverview> list(ProjectFilter filter, long offset, int count);
}
