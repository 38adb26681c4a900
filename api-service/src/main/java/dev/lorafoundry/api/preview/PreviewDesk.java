package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointDropped;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.PreviewJob;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.time.InstantSource;
import java.util.List;

/** Where previews are asked for. */
final class PreviewDesk {
  /** Every release sets another one. */
  private static final DispatchId FIRST = new DispatchId(1);

  private final Previews previews;
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final WorkQueue queue;
  private final InstantSource clock;

  PreviewDesk(
      Previews previews, Checkpoints checkpoints, Jobs jobs, WorkQueue queue, InstantSource clock) {
    this.previews = previews;
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Queues a preview of each of these checkpoints, in their order; to be called in a transaction.
   *
   * @param settings seeds are final
   * @throws CheckpointDropped if the file of one is gone
   */
  List<Preview> ask(List<Checkpoint> of, PreviewSettings settings) {
    // why: all at once, so that they are locked in the order in which others lock them
    checkpoints.inUse(of.stream().map(Checkpoint::id).toList()).stream()
        .filter(Checkpoint::dropped)
        .findFirst()
        .ifPresent(
            gone -> {
              throw new CheckpointDropped(gone);
            });
    return of.stream().map(checkpoint -> queued(checkpoint, settings)).toList();
  }

  private Preview queued(Checkpoint checkpoint, PreviewSettings settings) {
    JobTicket job =
        jobs.find(checkpoint.job()).orElseThrow(() -> new JobNotFound(checkpoint.job())).ticket();
    Preview preview = Preview.asked(PreviewId.random(), checkpoint, settings, clock.instant());
    previews.add(preview);
    queue.submit(
        new WorkRequest(
            preview.work(),
            Team.DEFAULT,
            job.priority(),
            message(preview, checkpoint, job),
            job.owner()));
    return preview;
  }

  private static PreviewJob message(Preview preview, Checkpoint checkpoint, JobTicket job) {
    return new PreviewJob(
        preview.id(),
        FIRST,
        job.id(),
        checkpoint.id(),
        checkpoint.stem(),
        checkpoint.key(),
        checkpoint.sha256(),
        job.baseModel(),
        job.settings().text().clipSkip(),
        preview.ticket().settings());
  }
}
