package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.Keep;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops the checkpoints that a run does not keep: their rows stay, their files are deleted later.
 * None is dropped while a preview of it or a LoRA task with it waits or is under way, or that a
 * training begins with. To be called in a transaction.
 */
final class DropCheckpoints {
  private final Checkpoints checkpoints;
  private final Previews previews;
  private final LoraTasks tasks;
  private final Jobs jobs;
  private final Runs runs;
  private final Pictures objects;
  private final LiveEvents live;
  private final InstantSource clock;

  /**
   * @param objects where objects that nobody needs any more are noted
   */
  DropCheckpoints(
      Checkpoints checkpoints,
      Previews previews,
      LoraTasks tasks,
      Jobs jobs,
      Runs runs,
      Pictures objects,
      LiveEvents live,
      InstantSource clock) {
    this.checkpoints = checkpoints;
    this.previews = previews;
    this.tasks = tasks;
    this.jobs = jobs;
    this.runs = runs;
    this.objects = objects;
    this.live = live;
    this.clock = clock;
  }

  void of(JobId id) {
    Optional<Keep> keep = runs.find(job(id).ticket().run()).map(Run::keep);
    keep.ifPresent(rule -> drop(rule, id));
  }

  private Job job(JobId id) {
    return jobs.find(id).orElseThrow(() -> new JobNotFound(id));
  }

  private void drop(Keep keep, JobId job) {
    List<Checkpoint> there =
        checkpoints.locked(job).stream().filter(each -> !each.dropped()).toList();
    // why: asked behind the lock, so that of the last preview's end and the job's end one sees both
    boolean done = job(job).standing().state() == WorkState.DONE;
    if (!done && !(keep instanceof Keep.Latest)) {
      return;
    }
    Set<CheckpointId> shown =
        previews.openOfJob(job).stream()
            .flatMap(id -> previews.find(id).stream())
            .map(Preview::ticket)
            .map(Preview.Ticket::checkpoint)
            .collect(Collectors.toSet());
    List<CheckpointId> ids = there.stream().map(Checkpoint::id).toList();
    Set<CheckpointId> needed = new HashSet<>(shown);
    needed.addAll(jobs.begunWith(ids));
    needed.addAll(tasks.neededOf(ids));
    Surplus.of(keep, there, done).stream()
        .filter(each -> !needed.contains(each.id()))
        .forEach(this::drop);
  }

  private void drop(Checkpoint checkpoint) {
    checkpoints.drop(checkpoint.id(), clock.instant());
    objects.discard(List.of(checkpoint.key()));
    live.changed(
        LiveTopic.CHECKPOINT, checkpoint.id().value(), checkpoint.version(), checkpoint.run());
  }
}
