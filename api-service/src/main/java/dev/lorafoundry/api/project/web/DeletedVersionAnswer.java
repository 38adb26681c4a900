package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DeletedVersion;
import dev.lorafoundry.api.project.ProjectSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A version that can be restored, as REST tells it. */
record DeletedVersionAnswer(
    UUID id,
    String name,
    Instant deletedAt,
    @Schema(description = "when it will be deleted for good; until then it can be restored")
        Instant goneAt) {
  static DeletedVersionAnswer of(DeletedVersion deleted, ProjectSettings settings) {
    return new DeletedVersionAnswer(
        deleted.version().id().value(),
        deleted.version().name(),
        deleted.deletedAt(),
        settings.goneAt(deleted.deletedAt()));
  }
}
