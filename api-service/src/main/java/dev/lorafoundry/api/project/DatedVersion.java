package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;

/** A version and when it was made. */
public record DatedVersion(Version version, Instant createdAt) {
  static DatedVersion of(Project project, String name, Instant now) {
    return new DatedVersion(
        new Version(VersionId.random(), name, project.id(), project.name()), now);
  }
}
