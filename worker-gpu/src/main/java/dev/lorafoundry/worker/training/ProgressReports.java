package dev.lorafoundry.worker.training;

import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingJob;
import dev.lorafoundry.diffusion.training.StepReport;
import dev.lorafoundry.messaging.work.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Tells how far a training is, with every step's loss, at most once a second. */
final class ProgressReports {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final TrainingJob job;
  private final Attempt attempt;
  private final InstantSource clock;
  private final List<TrainingEvent.Point> points = new ArrayList<>();
  private Instant since;
  private int epoch;

  ProgressReports(TrainingJob job, Attempt attempt, InstantSource clock) {
    this.job = job;
    this.attempt = attempt;
    this.clock = clock;
    this.since = clock.instant();
  }

  /**
   * Steps follow from now on: what was done before took none of their time, and what was not told
   * of it is done anew.
   */
  void begin() {
    points.clear();
    since = clock.instant();
  }

  void add(StepReport step) {
    points.add(
        new TrainingEvent.Point(
            step.step(), step.loss(), step.learningRate(), step.textEncoderLearningRate()));
    epoch = step.epoch();
    if (Duration.between(since, clock.instant()).compareTo(INTERVAL) >= 0) {
      flush();
    }
  }

  /** Tells what was not told yet: events that follow speak of a training that is known. */
  void flush() {
    if (points.isEmpty()) {
      return;
    }
    List<TrainingEvent.Point> told = List.copyOf(points);
    points.clear();
    Instant now = clock.instant();
    double seconds = Math.max(1, Duration.between(since, now).toMillis()) / 1000.0;
    since = now;
    long step = told.get(told.size() - 1).step();
    attempt.publish(
        header ->
            new TrainingEvent.Progressed(
                job.id(), header, step, epoch, told.size() / seconds, told));
  }
}
