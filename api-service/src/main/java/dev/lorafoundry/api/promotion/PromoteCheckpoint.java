package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.WorkId;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a checkpoint of a failed or cancelled job its result: the job is done, the file is its
 * final one and named so, and has a preview where its run wants that and its version is not
 * archived.
 */
public final class PromoteCheckpoint {
  private final Candidates candidates;
  private final WorkQueue queue;
  private final Jobs jobs;
  private final ResultPreviews previews;
  private final LiveEvents live;
  private final TransactionOperations transactions;

  PromoteCheckpoint(
      Candidates candidates,
      WorkQueue queue,
      Jobs jobs,
      ResultPreviews previews,
      LiveEvents live,
      TransactionOperations transactions) {
    this.candidates = candidates;
    this.queue = queue;
    this.jobs = jobs;
    this.previews = previews;
    this.live = live;
    this.transactions = transactions;
  }

  /**
   * @throws CheckpointNotFound if there is no such checkpoint
   * @throws VersionNotFound if its version is deleted
   * @throws PromotionRefused if it was made of others, or its file is gone
   * @throws TransitionRefused if its job has not failed and was not cancelled
   */
  public Checkpoint promote(CheckpointId id) {
    return transactions.execute(
        status -> {
          Checkpoint checkpoint = candidates.require(id);
          queue.settle(
              WorkId.of(checkpoint.job()),
              "Somebody took the checkpoint of step %d as its result.".formatted(checkpoint.step()),
              // why: before the job is done, since then what its run does not keep is dropped
              () -> candidates.makeLast(candidates.keptFromOthers(checkpoint)));
          settle(checkpoint);
          return candidates.find(id);
        });
  }

  private void settle(Checkpoint checkpoint) {
    jobs.save(
        jobs.find(checkpoint.job())
            .orElseThrow(() -> new JobNotFound(checkpoint.job()))
            .settledAt(checkpoint.step()));
    live.changed(
        LiveTopic.CHECKPOINT, checkpoint.id().value(), checkpoint.version(), checkpoint.run());
    previews.of(checkpoint);
  }
}
