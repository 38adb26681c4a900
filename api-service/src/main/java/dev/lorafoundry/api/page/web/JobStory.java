package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.util.List;
import java.util.Optional;

/** How a job came to where it stands: its attempts, its changes, and why it failed. */
final class JobStory {
  private final JobAttempts attempts;
  private final JobLogs logs;
  private final Chronicle chronicle;

  JobStory(JobAttempts attempts, JobLogs logs, Chronicle chronicle) {
    this.attempts = attempts;
    this.logs = logs;
    this.chronicle = chronicle;
  }

  List<AttemptRow> attempts(Job job) {
    return AttemptRow.of(chronicle.attempts(job.work()), attempts.of(job.id()));
  }

  List<HistoryRow> changes(Job job) {
    return chronicle.history(job.work()).stream().map(HistoryRow::of).toList();
  }

  /** Empty if it has not failed. */
  Optional<FailureView> failure(Job job) {
    return job.standing().state() == WorkState.FAILED
        ? Optional.of(failureOf(job))
        : Optional.empty();
  }

  private FailureView failureOf(Job job) {
    Transition by =
        chronicle.history(job.work()).stream()
            .map(WorkChanged::transition)
            .reduce(Transition.FAIL, (earlier, later) -> later);
    if (by == Transition.REFUSE || job.standing().attempts() == 0) {
      return FailureView.refused();
    }
    LeaseEpoch last = new LeaseEpoch(job.standing().attempts());
    return FailureView.of(
        by,
        last,
        attempts.of(job.id()),
        logs.troubles(job.id(), last, FailureView.BEFORE, FailureView.MOST));
  }
}
