package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.PreviewId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What versions amount to: one of them, or those of a project together.
 *
 * @param lastActivity when a version was made, a run started, or a job began or ended last
 * @param cover absent: nothing was rendered
 */
public record Overview(Counts counts, Instant lastActivity, @Nullable Cover cover) {

  /**
   * @param training jobs that a worker has
   * @param waiting other jobs that have not ended
   */
  public record Counts(long pictures, long training, long waiting, long done, long failed) {}

  /** The picture that stands for them. */
  public record Cover(
      PreviewId preview, int row, int column, int batchIndex, int width, int height) {}
}
