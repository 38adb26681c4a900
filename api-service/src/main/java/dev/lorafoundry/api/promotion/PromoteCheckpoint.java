package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.preview.PreviewRequests;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.WorkId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a checkpoint of a failed or cancelled job its result: the job is done, the file is its
 * final one and named so, and has a preview where its run wants that and its version is not
 * archived.
 */
public final class PromoteCheckpoint {
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final Runs runs;
  private final Previews previews;
  private final PreviewRequests requests;
  private final Versions versions;
  private final OpenVersions open;
  private final WorkQueue queue;
  private final LiveEvents live;
  private final TransactionOperations transactions;

  PromoteCheckpoint(
      Checkpoints checkpoints,
      Jobs jobs,
      Runs runs,
      Previews previews,
      PreviewRequests requests,
      Versions versions,
      OpenVersions open,
      WorkQueue queue,
      LiveEvents live,
      TransactionOperations transactions) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.runs = runs;
    this.previews = previews;
    this.requests = requests;
    this.versions = versions;
    this.open = open;
    this.queue = queue;
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
          Checkpoint checkpoint = promotable(id);
          queue.settle(
              WorkId.of(checkpoint.job()),
              "Somebody took the checkpoint of step %d as its result.".formatted(checkpoint.step()),
              () -> name(keptFromOthers(checkpoint)));
          settle(checkpoint);
          return find(id);
        });
  }

  private Checkpoint promotable(CheckpointId id) {
    Checkpoint checkpoint = find(id);
    if (versions.find(checkpoint.version()).isEmpty()) {
      throw new VersionNotFound(checkpoint.version());
    }
    if (checkpoint.made()) {
      throw PromotionRefused.ofMade(checkpoint);
    }
    if (checkpoint.dropped()) {
      throw PromotionRefused.ofDropped(checkpoint);
    }
    return checkpoint;
  }

  /** As it is once nobody else can drop it any more. */
  private Checkpoint keptFromOthers(Checkpoint checkpoint) {
    var unused = checkpoints.locked(checkpoint.job());
    return promotable(checkpoint.id());
  }

  private Checkpoint find(CheckpointId id) {
    return checkpoints.find(id).orElseThrow(() -> new CheckpointNotFound(id));
  }

  /** why: before the job is done, since then what its run does not keep is dropped */
  private void name(Checkpoint checkpoint) {
    Set<String> taken =
        checkpoints.ofJob(checkpoint.job()).stream()
            .filter(other -> !other.id().equals(checkpoint.id()))
            .map(Checkpoint::name)
            .collect(Collectors.toSet());
    String name = checkpoint.finalName();
    checkpoints.makeLast(checkpoint, taken.contains(name) ? checkpoint.name() : name);
  }

  private void settle(Checkpoint checkpoint) {
    jobs.save(
        jobs.find(checkpoint.job())
            .orElseThrow(() -> new JobNotFound(checkpoint.job()))
            .settledAt(checkpoint.step()));
    live.changed(
        LiveTopic.CHECKPOINT, checkpoint.id().value(), checkpoint.version(), checkpoint.run());
    if (wantsPreviews(checkpoint) && previews.ofCheckpoint(checkpoint.id()).isEmpty()) {
      var unused = requests.ask(List.of(checkpoint), Map.of());
    }
  }

  /** why: an archived version takes no new previews, and its jobs may have a result all the same */
  private boolean wantsPreviews(Checkpoint checkpoint) {
    return open.isOpen(checkpoint.version())
        && runs.find(checkpoint.run()).filter(Run::previewAfterTraining).isPresent();
  }
}
