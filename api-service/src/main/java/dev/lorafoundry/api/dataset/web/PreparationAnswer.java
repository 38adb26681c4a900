package dev.lorafoundry.api.dataset.web;

import dev.lorafoundry.api.dataset.Preparation;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A preparation, as REST tells it.
 *
 * @param done pictures that it has looked at
 * @param total pictures that it has to look at
 * @param prepared pictures that became training pictures
 * @param refused given whole: no more than a version may have pictures
 * @param reason why it stands so; may be empty
 */
record PreparationAnswer(
    UUID id,
    UUID versionId,
    String state,
    int done,
    int total,
    int prepared,
    List<RefusedFile> refused,
    String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static PreparationAnswer of(Preparation preparation) {
    return new PreparationAnswer(
        preparation.id().value(),
        preparation.version().value(),
        preparation.state().name().toLowerCase(Locale.ROOT),
        preparation.done(),
        preparation.total(),
        preparation.prepared(),
        preparation.refused(),
        preparation.reason(),
        preparation.createdAt(),
        preparation.endedAt());
  }
}
