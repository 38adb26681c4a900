package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.RunId;
import org.springframework.transaction.support.TransactionOperations;

/** Starts runs: a run, its jobs and their places in the queue come into being together. */
public final class RunStarter {
  private final RunPlanner planner;
  private final Jobs jobs;
  private final Snapshots datasets;
  private final RunSubmission submission;
  private final TransactionOperations transactions;

  RunStarter(
      RunPlanner planner,
      Jobs jobs,
      Snapshots datasets,
      RunSubmission submission,
      TransactionOperations transactions) {
    this.planner = planner;
    this.jobs = jobs;
    this.datasets = datasets;
    this.submission = submission;
    this.transactions = transactions;
  }

  /**
   * What a run would do.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   * @throws RunRefused with every problem
   */
  public RunPlan plan(RunRequest request) {
    return planner.plan(request, jobs.names(request.version()));
  }

  /**
   * Starts a run.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   * @throws RunRefused with every problem
   */
  public RunId start(RunRequest request) {
    RunPlan unused = plan(request);
    // why: before the transaction, because nobody else must wait for the object store
    Snapshot dataset = datasets.take(request.version());
    return transactions.execute(
        status -> {
          RunPlan plan =
              planner.plan(request, dataset.content(), jobs.takenNames(request.version()));
          return submission.submit(request, plan, dataset.reference());
        });
  }
}
