package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Project;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project, as REST tells it. */
record ProjectAnswer(
    UUID id,
    String name,
    Instant createdAt,
    @Schema(description = "absent: it is not archived") @Nullable Instant archivedAt,
    List<VersionAnswer> versions) {
  static ProjectAnswer of(Project project) {
    return new ProjectAnswer(
        project.id().value(),
        project.name(),
        project.createdAt(),
        project.archivedAt(),
        project.versions().stream().map(VersionAnswer::of).toList());
  }
}
