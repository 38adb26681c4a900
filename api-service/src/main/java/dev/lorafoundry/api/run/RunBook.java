package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.TransitionRefused;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs as people see them, with their jobs; and their end by request. */
public final class RunBook {
  private static final Logger log = LoggerFactory.getLogger(RunBook.class);

  private final Runs runs;
  private final Jobs jobs;
  private final WorkQueue queue;

  RunBook(Runs runs, Jobs jobs, WorkQueue queue) {
    this.runs = runs;
    this.jobs = jobs;
    this.queue = queue;
  }

  /**
   * @throws RunNotFound if there is no such run
   */
  public RunWithJobs find(RunId id) {
    Run run = runs.find(id).orElseThrow(() -> new RunNotFound(id));
    return new RunWithJobs(run, jobs.ofRun(id));
  }

  /** Some runs of a version, newest first. */
  public List<RunWithJobs> ofVersion(VersionId version, long offset, int limit) {
    return runs.ofVersion(version, offset, limit).stream()
        .map(run -> new RunWithJobs(run, jobs.ofRun(run.id())))
        .toList();
  }

  public long count(VersionId version) {
    return runs.count(version);
  }

  /**
   * Cancels every job that has not ended. Each by itself: one transaction over many jobs would lock
   * them in another order than the dispatcher does.
   */
  public RunWithJobs cancel(RunId id) {
    find(id).jobs().stream().filter(job -> !job.standing().state().ended()).forEach(this::cancel);
    return find(id);
  }

  private void cancel(Job job) {
    try {
      queue.cancel(job.work(), "The run was cancelled.");
    } catch (TransitionRefused e) {
      // why: what has ended meanwhile, or is being cancelled already, is what was asked for
      log.debug("Left {} alone: {}", job.work(), e.getMessage());
    }
  }
}
