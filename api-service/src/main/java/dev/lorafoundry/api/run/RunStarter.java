package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.Snapshot;
import dev.lorafoundry.api.dataset.Snapshots;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.contracts.RunId;
import java.util.List;
import java.util.Set;
import org.springframework.transaction.support.TransactionOperations;

/** Starts runs: a run, its jobs and their places in the queue come into being together. */
public final class RunStarter {
  private final RunPlanner planner;
  private final Jobs jobs;
  private final Snapshots datasets;
  private final OpenVersions open;
  private final RunSubmission submission;
  private final TransactionOperations transactions;

  RunStarter(
      RunPlanner planner,
      Jobs jobs,
      Snapshots datasets,
      OpenVersions open,
      RunSubmission submission,
      TransactionOperations transactions) {
    this.planner = planner;
    this.jobs = jobs;
    this.datasets = datasets;
    this.open = open;
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
    List<Job> trained =
        request.skipTrained()
            ? datasets
                .key(request.version())
                .map(snapshot -> trained(request, snapshot))
                .orElse(List.of())
            : List.of();
    return planner.plan(request, new Existing(jobs.names(request.version()), trained));
  }

  /**
   * Starts a run.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   * @throws dev.lorafoundry.api.project.VersionArchived if it takes no new jobs
   * @throws RunRefused with every problem
   */
  public RunId start(RunRequest request) {
    // why: leaves out nothing, because the jobs that are there may be this very request's: that is
    // known once its key was taken, in the transaction
    planner.check(request);
    open.require(request.version());
    // why: before the transaction, because nobody else must wait for the object store
    Snapshot dataset = datasets.take(request.version());
    return transactions.execute(
        status -> {
          open.require(request.version());
          RunPlan plan = planner.plan(request, dataset.content(), existing(request, dataset));
          return submission.submit(request, plan, dataset.reference());
        });
  }

  /** To be called in a transaction: until it ends, no other run of the version gets that far. */
  private Existing existing(RunRequest request, Snapshot dataset) {
    Set<String> names = jobs.takenNames(request.version());
    return request.skipTrained()
        ? new Existing(names, trained(request, dataset.reference().key()))
        : Existing.named(names);
  }

  /** Without those that were ended for being weak: nobody knows what they would have become. */
  private List<Job> trained(RunRequest request, String snapshot) {
    return request.modelId().stream()
        .flatMap(model -> jobs.doneOrDue(request.version(), model, snapshot).stream())
        .filter(job -> !job.isCutShort())
        .toList();
  }
}
