package dev.lorafoundry.api.preview;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints of a job by step, each with one picture that can be compared with those of the
 * others.
 *
 * @param total how many checkpoints the job has, of which these are some
 */
public record Strip(JobId job, int total, List<Frame> frames) {
  public Strip {
    frames = List.copyOf(frames);
  }

  /**
   * A checkpoint.
   *
   * @param best whether it is the first of its job's by {@link
   *     dev.lorafoundry.api.checkpoint.Checkpoint#BEST_FIRST}
   * @param starred whether somebody gave it a star
   * @param width of its picture, or of the one that its run would render
   * @param still absent: no picture of it was rendered
   */
  public record Frame(
      CheckpointId checkpoint,
      Place place,
      double averageLoss,
      @Nullable Double validationLoss,
      boolean best,
      boolean starred,
      int width,
      int height,
      @Nullable Still still) {}

  /** When a checkpoint was saved: after a step, or after the epoch that this ended. */
  public record Place(int epoch, long step, boolean byStep) {}

  /** A picture, and what it was rendered with. */
  public record Still(
      PreviewId preview,
      int row,
      int column,
      int batchIndex,
      String prompt,
      long seed,
      double loraWeight) {
    /** Where it is. */
    public String url() {
      return "/api/v1/previews/%s/pictures/%d/%d/%d".formatted(preview, row, column, batchIndex);
    }
  }
}
