package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DatedVersion;
import java.time.Instant;
import java.util.UUID;

/** A version, as REST tells it. */
record VersionAnswer(UUID id, String name, UUID projectId, String projectName, Instant createdAt) {
  static VersionAnswer of(DatedVersion version) {
    return new VersionAnswer(
        version.version().id().value(),
        version.version().name(),
        version.version().project().value(),
        version.version().projectName(),
        version.createdAt());
  }
}
