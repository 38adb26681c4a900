package dev.lorafoundry.api.job;

import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.BaseModelReference;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds jobs and what becomes of them. */
public final class JobExample {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final BaseModelReference MODEL =
      new BaseModelReference(
          BaseModelId.random(),
          "starter",
          Family.SD1,
          PredictionType.EPSILON,
          "00ff",
          16,
          "models/00ff.safetensors",
          "models/00ff.tokenizer.json");

  static final String SNAPSHOT = "snapshots/00ff.json";

  private JobExample() {}

  /** A job that was just submitted, with a hundred steps to take. */
  public static Job job(RunId run, VersionId version, String name) {
    return Job.submitted(
        new JobTicket(
            JobId.random(),
            run,
            version,
            name,
            MODEL,
            SNAPSHOT,
            TrainingSettings.DEFAULTS,
            Priority.NORMAL,
            100,
            NOON,
            null));
  }

  static Job job() {
    return job(RunId.random(), VersionId.random(), "a");
  }

  /** A change of state at a number of seconds past noon, which an attempt began at noon. */
  static WorkChanged change(
      Job job, Transition transition, WorkState to, int attempt, long secondsPastNoon) {
    WorkState from = job.standing().state();
    boolean concernsWorker = from.leased() || to.leased();
    @Nullable WorkerId worker = concernsWorker ? new WorkerId("w1") : null;
    return new WorkChanged(
        job.work(),
        transition,
        from,
        to,
        attempt,
        attempt,
        worker,
        concernsWorker ? NOON : null,
        NOON.plusSeconds(secondsPastNoon),
        "Because.");
  }

  static Job urgent(Job job, Priority priority) {
    return of(job, priority, job.ticket().owner());
  }

  public static Job ownedBy(Job job, @Nullable PersonId owner) {
    return of(job, job.ticket().priority(), owner);
  }

  private static Job of(Job job, Priority priority, @Nullable PersonId owner) {
    JobTicket old = job.ticket();
    return new Job(
        new JobTicket(
            old.id(),
            old.run(),
            old.version(),
            old.name(),
            old.baseModel(),
            old.snapshotKey(),
            old.settings(),
            priority,
            old.plannedSteps(),
            old.createdAt(),
            owner),
        job.standing(),
        job.progress());
  }

  /** The job, which somebody cancelled while it was queued. */
  public static Job cancelled(Job job) {
    return job.after(change(job, Transition.CANCEL, WorkState.CANCELLED, 0, 1));
  }

  /** The job, which a worker has trained to its end. */
  public static Job trained(Job job) {
    Job running = running(job, 1);
    return ended(
        running.after(
            new TrainingEvent.Finished(job.id(), header(1, 9), 0.25, Duration.ofMinutes(1), null)));
  }

  /** The job, which was ended as done while a worker trained it. */
  public static Job cutShort(Job job) {
    return ended(running(job, 1));
  }

  /** The job, which a worker began and could not end. */
  public static Job failed(Job job) {
    return running(job, 1).after(change(job, Transition.FAIL, WorkState.FAILED, 1, 60));
  }

  private static Job ended(Job job) {
    return job.after(change(job, Transition.FINISH, WorkState.DONE, 1, 60));
  }

  static Job stands(Job job, WorkState state) {
    return job.after(change(job, Transition.CLAIM, state, 1, 1));
  }

  static Job running(Job job, int attempt) {
    return job.after(change(job, Transition.CLAIM, WorkState.RUNNING, attempt, 0));
  }

  public static EventHeader header(int attempt, long sequence) {
    return new EventHeader(new LeaseEpoch(attempt), sequence, NOON.plusSeconds(sequence));
  }
}
