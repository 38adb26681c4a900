package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobFollower;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.WorkId;

/** Ends previews before they are done: one by request, or all that a cancelled job has. */
public final class PreviewCancellation implements JobFollower {
  private final Previews previews;
  private final Checkpoints checkpoints;
  private final WorkQueue queue;

  PreviewCancellation(Previews previews, Checkpoints checkpoints, WorkQueue queue) {
    this.previews = previews;
    this.checkpoints = checkpoints;
    this.queue = queue;
  }

  /**
   * Ends a preview; a rendering under way stops at its next picture.
   *
   * @throws PreviewNotFound if there is no such preview
   * @throws TransitionRefused if it has ended or is being cancelled
   */
  public Preview cancel(PreviewId id, String reason) {
    Preview preview = find(id);
    var unused = queue.cancel(preview.work(), reason);
    return find(id);
  }

  @Override
  public void cancelled(JobId job) {
    for (PreviewId open : previews.openOfJob(job)) {
      if (!isOfMade(find(open))) {
        var unused = queue.cancelIfOpen(WorkId.of(open), "Its job was cancelled.");
      }
    }
  }

  /** why: what was made of a job's LoRAs is nothing that the job goes on with */
  private boolean isOfMade(Preview preview) {
    return checkpoints.find(preview.ticket().checkpoint()).filter(Checkpoint::made).isPresent();
  }

  private Preview find(PreviewId id) {
    return previews.find(id).orElseThrow(() -> PreviewNotFound.preview(id));
  }
}
