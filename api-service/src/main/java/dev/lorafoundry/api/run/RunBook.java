package dev.lorafoundry.api.run;

import dev.lorafoundry.api.access.NotAllowed;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobCancellation;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs as people see them, with their jobs; and their end by request. */
public final class RunBook {
  private final Runs runs;
  private final Jobs jobs;
  private final Chronicle chronicle;
  private final JobCancellation cancellation;
  private final Rights rights;

  RunBook(Runs runs, Jobs jobs, Chronicle chronicle, JobCancellation cancellation, Rights rights) {
    this.runs = runs;
    this.jobs = jobs;
    this.chronicle = chronicle;
    this.cancellation = cancellation;
    this.rights = rights;
  }

  /**
   * @throws RunNotFound if there is no such run
   */
  public RunWithJobs find(RunId id) {
    Run run = runs.find(id).orElseThrow(() -> new RunNotFound(id));
    return withJobs(List.of(run)).get(0);
  }

  /** Some runs of a version, newest first. */
  public List<RunWithJobs> ofVersion(VersionId version, long offset, int limit) {
    return withJobs(runs.ofVersion(version, offset, limit));
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

  /** With two queries, however many there are. */
  private List<RunWithJobs> withJobs(List<Run> found) {
    Map<RunId, List<Job>> ofRuns = jobs.ofRuns(found.stream().map(Run::id).toList());
    Map<RunId, List<Job>> ended = endedEarly(ofRuns.values().stream().flatMap(List::stream));
    return found.stream()
        .map(
            run ->
                new RunWithJobs(
                    run,
                    ofRuns.getOrDefault(run.id(), List.of()),
                    EndedEarly.of(ended.getOrDefault(run.id(), List.of()))))
        .toList();
  }

  /** Those of these jobs that halving ended: nobody took one of their checkpoints as the result. */
  private Map<RunId, List<Job>> endedEarly(Stream<Job> of) {
    List<Job> cutShort = of.filter(Job::isCutShort).toList();
    Set<WorkId> settled =
        chronicle.settled(WorkKind.TRAINING, cutShort.stream().map(Job::work).toList());
    return cutShort.stream()
        .filter(job -> !settled.contains(job.work()))
        .collect(Collectors.groupingBy(job -> job.ticket().run()));
  }
}
