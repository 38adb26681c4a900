package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkState;
import java.util.List;
import java.util.Optional;

/** How a job came to where it stands: its attempts, its changes, and why it failed. */
final class JobStory {
  private final JobAttempts attempts;
  private final JobLogs logs;
  private final WorkQueue queue;

  JobStory(JobAttempts attempts, JobLogs logs, WorkQueue queue) {
    this.attempts = attempts;
    this.logs = logs;
    this.queue = queue;
  }

  List<AttemptRow> attempts(Job job) {
    return AttemptRow.of(queue.attempts(job.work()), attempts.of(job.id()));
  }

  List<HistoryRow> changes(Job job) {
    return queue.history(job.work()).stream().map(HistoryRow::of).toList();
  }

  /** Empty if it has not failed. */
  Optional<FailureView> failure(Job job) {
    return job.standing().state() == WorkState.FAILED
        ? Optional.of(
            FailureView.of(queue.attempts(job.work()), attempts.of(job.id()), logs.of(job.id())))
        : Optional.empty();
  }
}
