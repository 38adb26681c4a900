package dev.lorafoundry.api.job;

import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.MoveRefused;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import org.springframework.transaction.support.TransactionOperations;

/** Makes a waiting job more or less urgent. */
public final class PrioritiseJob {
  private final Jobs jobs;
  private final WorkQueue queue;
  private final LiveEvents live;
  private final TransactionOperations transactions;

  PrioritiseJob(Jobs jobs, WorkQueue queue, LiveEvents live, TransactionOperations transactions) {
    this.jobs = jobs;
    this.queue = queue;
    this.live = live;
    this.transactions = transactions;
  }

  /**
   * @throws JobNotFound if there is no such job
   * @throws MoveRefused if it does not wait
   */
  public Job prioritise(JobId id, Priority priority) {
    return transactions.execute(
        status -> {
          Job job = find(id);
          queue.prioritise(job.work(), priority);
          jobs.prioritise(id, priority);
          live.changed(LiveTopic.JOB, id.value(), job.ticket().version(), job.ticket().run());
          return find(id);
        });
  }

  private Job find(JobId id) {
    return jobs.find(id).orElseThrow(() -> new JobNotFound(id));
  }
}
