package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version, as REST tells it. */
record VersionAnswer(
    UUID id,
    String name,
    UUID projectId,
    String projectName,
    Instant createdAt,
    @Schema(description = "absent: it is not archived itself; its project may be")
        @Nullable Instant archivedAt,
    @Schema(description = "the version that it is a copy of; absent: it is none")
        @Nullable UUID copiedFrom) {
  static VersionAnswer of(DatedVersion version) {
    VersionId original = version.original();
    return new VersionAnswer(
        version.version().id().value(),
        version.version().name(),
        version.version().project().value(),
        version.version().projectName(),
        version.createdAt(),
        version.archivedAt(),
        original == null ? null : original.value());
  }
}
