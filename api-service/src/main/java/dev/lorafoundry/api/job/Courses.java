package dev.lorafoundry.api.job;

import dev.lorafoundry.contracts.JobId;
import java.util.List;
import java.util.Optional;

/** Tells how trainings go. */
public final class Courses {
  private final Jobs jobs;
  private final JobAttempts attempts;
  private final Metrics metrics;

  Courses(Jobs jobs, JobAttempts attempts, Metrics metrics) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.metrics = metrics;
  }

  /**
   * The course of a job.
   *
   * @param after of which somebody has all points already; from the begin of its stretch on all is
   *     told
   * @param most points of the whole course
   * @throws JobNotFound if there is no such job
   */
  public Course of(JobId id, long after, int most) {
    Job job = jobs.find(id).orElseThrow(() -> new JobNotFound(id));
    long steps = Math.max(job.progress().totalSteps(), job.progress().step());
    long every = Course.every(steps, most);
    long begin = Math.max(0, after) / every * every;
    List<AttemptCourse> tries = attempts.of(id);
    Optional<AttemptCourse> last = tries.stream().reduce((earlier, later) -> later);
    return new Course(
        last.map(each -> each.attempt().value()).orElse(0),
        every,
        begin,
        steps,
        last.map(AttemptCourse::stepsPerEpoch).orElse(0L),
        metrics.means(id, begin, every),
        metrics.validations(id));
  }
}
