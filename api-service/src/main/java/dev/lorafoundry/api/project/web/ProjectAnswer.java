package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectSettings;
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
    @Schema(description = "absent: it is not deleted") @Nullable Instant deletedAt,
    @Schema(description = "when it will be deleted for good; until then it can be restored")
        @Nullable Instant goneAt,
    List<VersionAnswer> versions) {
  static ProjectAnswer of(Project project, ProjectSettings settings) {
    Instant deleted = project.deletedAt();
    return new ProjectAnswer(
        project.id().value(),
        project.name(),
        project.createdAt(),
        project.archivedAt(),
        deleted,
        deleted == null ? null : settings.goneAt(deleted),
        project.versions().stream().map(VersionAnswer::of).toList());
  }
}
