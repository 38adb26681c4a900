package dev.lorafoundry.api.run;

import dev.lorafoundry.api.job.Job;
import java.time.Duration;
import java.util.List;

/**
 * What a run's halving came to.
 *
 * @param jobs that it ended
 * @param saved how long GPUs would have trained these on, about: those whose speed is known
 */
public record EndedEarly(int jobs, Duration saved) {
  static EndedEarly of(List<Job> jobs) {
    double seconds = jobs.stream().mapToDouble(EndedEarly::secondsLeft).sum();
    return new EndedEarly(jobs.size(), Duration.ofSeconds(Math.round(seconds)));
  }

  private static double secondsLeft(Job job) {
    long steps = Math.max(0, job.ticket().plannedSteps() - job.progress().step());
    Double speed = job.progress().stepsPerSecond();
    return speed == null || speed <= 0 ? 0 : steps / speed;
  }
}
