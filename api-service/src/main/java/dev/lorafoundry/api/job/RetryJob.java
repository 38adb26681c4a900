package dev.lorafoundry.api.job;

import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.JobId;
import org.springframework.transaction.support.TransactionOperations;

/** Queues failed and cancelled jobs again; they go on from their last complete states. */
public final class RetryJob {
  private final Jobs jobs;
  private final OpenVersions open;
  private final WorkQueue queue;
  private final TransactionOperations transactions;

  RetryJob(Jobs jobs, OpenVersions open, WorkQueue queue, TransactionOperations transactions) {
    this.jobs = jobs;
    this.open = open;
    this.queue = queue;
    this.transactions = transactions;
  }

  /**
   * @throws JobNotFound if there is no such job
   * @throws dev.lorafoundry.api.project.VersionArchived if its version takes no new jobs
   * @throws dev.lorafoundry.api.queue.TransitionRefused if it has neither failed nor been cancelled
   */
  public void retry(JobId id) {
    transactions.executeWithoutResult(
        status -> {
          Job job = jobs.find(id).orElseThrow(() -> new JobNotFound(id));
          open.require(job.ticket().version());
          var unused = queue.retry(job.work());
        });
  }
}
