package dev.lorafoundry.api.state;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

final class InMemoryResumePointsTest extends ResumePointsContract {
  private final InMemoryResumePoints points = new InMemoryResumePoints();

  @Override
  protected ResumePoints points() {
    return points;
  }

  @Override
  protected JobId aJob(WorkState state, Duration beforeNoon, int epoch, @Nullable Long resumeStep) {
    JobId job = JobId.random();
    points.put(job, state, NOON.minus(beforeNoon), epoch, resumeStep);
    return job;
  }

  @Override
  protected @Nullable Long resumeStep(JobId job) {
    return points.resumeStep(job);
  }
}
