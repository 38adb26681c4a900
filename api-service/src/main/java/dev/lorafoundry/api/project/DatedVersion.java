package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version and when it was made.
 *
 * @param archivedAt absent: it is in use, unless its project is archived
 * @param original the version that it is a copy of; absent: it is none, or that is deleted for good
 */
public record DatedVersion(
    Version version,
    Instant createdAt,
    @Nullable Instant archivedAt,
    @Nullable VersionId original) {
  static DatedVersion of(Project project, String name, Instant now) {
    return new DatedVersion(
        new Version(VersionId.random(), name, project.id(), project.name()), now, null, null);
  }

  /** The same, made as a copy. */
  public DatedVersion asCopyOf(VersionId copied) {
    return new DatedVersion(version, createdAt, archivedAt, copied);
  }
}
