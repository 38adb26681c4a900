package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunAgain;
import dev.lorafoundry.api.run.RunBook;
import dev.lorafoundry.api.run.RunNotFound;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The earlier jobs and runs that the form of a run may be filled in from. */
final class Earlier {
  private final RunAgain again;
  private final RunBook runs;
  private final Jobs jobs;
  private final Versions versions;

  Earlier(RunAgain again, RunBook runs, Jobs jobs, Versions versions) {
    this.again = again;
    this.runs = runs;
    this.jobs = jobs;
    this.versions = versions;
  }

  /** What was asked for there, and what is told of it. */
  record Found(RunRequest request, Origin origin) {}

  /**
   * @param id of a job or a run
   * @throws RunNotFound if it is of neither
   */
  Found find(UUID id) {
    Optional<Job> job = jobs.find(new JobId(id));
    return job.isPresent()
        ? new Found(again.job(job.get().id()), origin(job.get()))
        : new Found(again.run(new RunId(id)), origin(runs.find(new RunId(id)).run()));
  }

  /** The newest run of a version. */
  Optional<Origin> last(VersionId version) {
    return runs.ofVersion(version, 0, 1).stream().findFirst().map(found -> origin(found.run()));
  }

  private Origin origin(Job job) {
    return new Origin(
        job.id().toString(),
        job.ticket().name(),
        Moment.of(job.ticket().createdAt()),
        href(job.ticket().version(), "/jobs/" + job.id()));
  }

  private Origin origin(Run run) {
    return new Origin(
        run.id().toString(),
        null,
        Moment.of(run.createdAt()),
        href(run.version(), "/versions/" + run.version() + "/results"));
  }

  private @Nullable String href(VersionId version, String path) {
    return versions.find(version).map(there -> path).orElse(null);
  }
}
