package dev.lorafoundry.api.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a project or a version is.
 *
 * @param archivedAt absent: it is not archived
 * @param deletedAt absent: it is not deleted
 */
public record Filing(
    Filed what, String name, @Nullable Instant archivedAt, @Nullable Instant deletedAt) {}
