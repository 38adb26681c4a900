package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.PreviewId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project in a list: what it amounts to.
 *
 * @param project its versions are those in use
 * @param lastActivity when a version was made, a run started, or a job began or ended last
 * @param cover absent: nothing was rendered
 */
public record ProjectOverview(
    Project project, Counts counts, Instant lastActivity, @Nullable Cover cover) {

  /**
   * Of all its versions that are in use.
   *
   * @param training jobs that a worker has
   * @param waiting other jobs that have not ended
   */
  public record Counts(long pictures, long training, long waiting, long done) {}

  /** The picture that stands for it. */
  public record Cover(
      PreviewId preview, int row, int column, int batchIndex, int width, int height) {}
}
