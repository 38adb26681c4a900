package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobCancellation;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobView;
import dev.lorafoundry.api.job.JobViews;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.job.PrioritiseJob;
import dev.lorafoundry.api.job.RetryJob;
import dev.lorafoundry.api.queue.Move;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.WorkId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people may tell a job to do; 409 where its state does not allow it, 403 where it is not
 * theirs.
 */
@Tag(name = "Jobs")
@RestController
@RequestMapping("/api/v1/jobs/{id}")
final class JobControlController {
  private final Jobs jobs;
  private final JobCancellation cancellation;
  private final RetryJob retrying;
  private final PrioritiseJob priorities;
  private final WorkQueue queue;
  private final JobViews views;

  JobControlController(
      Jobs jobs,
      JobCancellation cancellation,
      RetryJob retrying,
      PrioritiseJob priorities,
      WorkQueue queue,
      JobViews views) {
    this.jobs = jobs;
    this.cancellation = cancellation;
    this.retrying = retrying;
    this.priorities = priorities;
    this.queue = queue;
    this.views = views;
  }

  /** Ends the job and its previews; a training under way stops at its next step. */
  @Operation(summary = "Cancel a job and its previews")
  @PostMapping("/cancel")
  JobView cancel(@PathVariable UUID id) {
    Job job = find(id);
    cancellation.cancel(job.id(), "Cancelled by request.");
    return views.of(find(id));
  }

  /** Keeps the job back; a training under way saves its state first. */
  @Operation(summary = "Pause a job; a training under way saves its state first")
  @PostMapping("/pause")
  JobView pause(@PathVariable UUID id) {
    return tell(id, work -> queue.pause(work, "Paused by request."));
  }

  /** Queues a paused job again. */
  @Operation(summary = "Queue a paused job again")
  @PostMapping("/resume")
  JobView resume(@PathVariable UUID id) {
    return tell(id, queue::resume);
  }

  /**
   * Queues a failed or cancelled job again; it goes on from its last complete state, as long as
   * that is kept.
   */
  @Operation(summary = "Queue a failed or cancelled job again")
  @PostMapping("/retry")
  JobView retry(@PathVariable UUID id) {
    retrying.retry(new JobId(id));
    return views.of(find(id));
  }

  /** Its line is that of the trainings of its team that are as urgent. */
  @Operation(summary = "Move a waiting job in its line")
  @PostMapping("/move")
  JobView move(@PathVariable UUID id, @RequestBody MoveBody body) {
    UUID before = body.before();
    if (before == null) {
      return tell(id, work -> queue.move(work, Move.parse(body.to())));
    }
    if (body.to() != null) {
      throw RequestRefused.badRequest("Both to and before are given: give one of them.");
    }
    return tell(id, work -> queue.moveBefore(work, WorkId.of(new JobId(before))));
  }

  /**
   * Where a job is to go.
   *
   * @param to first, up, down or last
   * @param before a job of the same line, instead of to
   */
  record MoveBody(
      @Schema(allowableValues = {"first", "up", "down", "last"}) @Nullable String to,
      @Nullable UUID before) {}

  /** Among jobs of the new priority its age counts. */
  @Operation(summary = "Make a waiting or paused job more or less urgent")
  @PostMapping("/priority")
  JobView prioritise(@PathVariable UUID id, @RequestBody PriorityBody body) {
    JobId job = find(id).id();
    return views.of(priorities.prioritise(job, Priority.parse(body.priority())));
  }

  /** How urgent a job is to be. */
  record PriorityBody(
      @Schema(allowableValues = {"low", "normal", "high"}) @Nullable String priority) {}

  private JobView tell(UUID id, Consumer<WorkId> command) {
    command.accept(find(id).work());
    return views.of(find(id));
  }

  private Job find(UUID id) {
    JobId job = new JobId(id);
    return jobs.find(job).orElseThrow(() -> new JobNotFound(job));
  }
}
