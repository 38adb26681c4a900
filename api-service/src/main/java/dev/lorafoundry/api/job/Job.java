package dev.lorafoundry.api.job;

import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkId;

/** One combination of a run: what is trained, where it stands in the queue, how far it is. */
public record Job(JobTicket ticket, JobStanding standing, JobProgress progress) {

  /** A job that was just submitted. */
  public static Job submitted(JobTicket ticket) {
    return new Job(ticket, JobStanding.QUEUED, JobProgress.none(ticket.plannedSteps()));
  }

  public JobId id() {
    return ticket.id();
  }

  public WorkId work() {
    return WorkId.of(ticket.id());
  }

  /** Whether it was ended as done before its worker had nothing left to train. */
  public boolean isCutShort() {
    return standing.state() == WorkState.DONE && progress.finalLoss() == null;
  }

  Job after(WorkChanged change) {
    JobProgress reached = change.to() == WorkState.DONE ? progress.ended() : progress;
    return new Job(ticket, standing.after(change), reached);
  }

  /** Its result is a checkpoint from after this step: what came later is not in it. */
  public Job settledAt(long step) {
    return with(progress.settledAt(step));
  }

  /** With one more checkpoint. */
  public Job withCheckpoint() {
    return with(progress.saved());
  }

  /**
   * What the newest attempt says; last words of an older one, or of one too long, change nothing.
   */
  Job after(TrainingEvent event) {
    if (event.epoch().value() != standing.attempts() || standing.state() == WorkState.DONE) {
      return this;
    }
    if (event instanceof TrainingEvent.Started started) {
      return with(progress.started(started));
    }
    if (event instanceof TrainingEvent.Progressed progressed) {
      return with(progress.further(progressed));
    }
    if (event instanceof TrainingEvent.Validated validated) {
      return with(progress.validated(validated));
    }
    return event instanceof TrainingEvent.Finished finished
        ? with(progress.finished(finished))
        : this;
  }

  private Job with(JobProgress newer) {
    return new Job(ticket, standing, newer);
  }
}
