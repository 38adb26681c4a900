package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Project;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A project, as REST tells it. */
record ProjectAnswer(UUID id, String name, Instant createdAt, List<VersionAnswer> versions) {
  static ProjectAnswer of(Project project) {
    return new ProjectAnswer(
        project.id().value(),
        project.name(),
        project.createdAt(),
        project.versions().stream().map(VersionAnswer::of).toList());
  }
}
