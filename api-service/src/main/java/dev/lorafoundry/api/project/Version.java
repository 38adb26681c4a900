package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;

/** A version of a project, with the names that results carry. */
public record Version(VersionId id, String name, ProjectId project, String projectName) {}
