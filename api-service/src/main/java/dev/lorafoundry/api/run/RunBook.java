package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.NotAllowed;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobCancellation;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs as people see them, with their jobs; and their end by request. */
public final class RunBook {
  private final Runs runs;
  private final Jobs jobs;
  private final JobCancellation cancellation;
  private final Rights rights;

  RunBook(Runs runs, Jobs jobs, JobCancellation cancellation, Rights rights) {
    this.runs = runs;
    this.jobs = jobs;
    this.cancellation = cancellation;
    this.rights = rights;
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
    List<Run> found = runs.ofVersion(version, offset, limit);
    Map<RunId, List<Job>> ofRuns = jobs.ofRuns(found.stream().map(Run::id).toList());
    return found.stream()
        .map(run -> new RunWithJobs(run, ofRuns.getOrDefault(run.id(), List.of())))
        .toList();
  }

  /** The run of a job of this version. */
  public Optional<RunWithJobs> ofJob(VersionId version, JobId job) {
    return jobs.find(job)
        .map(Job::ticket)
        .filter(ticket -> ticket.version().equals(version))
        .map(ticket -> find(ticket.run()));
  }

  public long count(VersionId version) {
    return runs.count(version);
  }

  /**
   * Cancels every job that has not ended, and the previews of all of them.
   *
   * @throws RunNotFound if there is no such run
   * @throws NotAllowed if it is somebody else's
   */
  public RunWithJobs cancel(RunId id) {
    RunWithJobs found = find(id);
    rights.requireControl(found.run().owner());
    found.jobs().forEach(job -> cancellation.cancelWhatIsLeft(job.id(), "The run was cancelled."));
    return find(id);
  }
}
