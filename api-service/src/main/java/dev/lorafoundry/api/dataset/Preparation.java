package dev.lorafoundry.api.dataset;

import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A preparation of a dataset and how far it is.
 *
 * @param form of the training pictures that it makes
 * @param total pictures that it has to look at
 * @param prepared pictures that became training pictures
 * @param refused pictures that can't be used; no more than a version may have ({@link
 *     DatasetSettings#maxPictures})
 * @param reason why it stands so; may be empty
 */
public record Preparation(
    PreparationId id,
    VersionId version,
    PictureForm form,
    WorkState state,
    int total,
    int prepared,
    List<RefusedFile> refused,
    String reason,
    Instant createdAt,
    @Nullable Instant endedAt) {
  public Preparation {
    refused = List.copyOf(refused);
  }

  /** Pictures that it has looked at. */
  public int done() {
    return prepared + refused.size();
  }
}
