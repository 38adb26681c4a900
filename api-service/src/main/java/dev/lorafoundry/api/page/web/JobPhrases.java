package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobProgress;
import dev.lorafoundry.api.queue.WorkState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How far a training is, and how it goes. */
final class JobPhrases {
  private JobPhrases() {}

  /** Step, losses, speed, what is left, what was saved. */
  static List<Phrase> about(Job job, Instant now) {
    JobProgress progress = job.progress();
    List<Phrase> parts = new ArrayList<>();
    parts.add(
        progress.step() == 0 || job.standing().state() == WorkState.DONE
            ? Phrase.of("count.steps", progress.totalSteps())
            : Phrase.of("job.step", progress.step(), progress.totalSteps()));
    addLosses(progress, parts);
    addSpeed(job, parts);
    Duration worked = job.standing().workedUntil(now);
    if (job.standing().state().ended() && worked.toSeconds() > 0) {
      parts.add(duration(worked));
    }
    if (progress.checkpoints() > 0) {
      parts.add(Phrase.of("count.checkpoints", progress.checkpoints()));
    }
    return parts;
  }

  private static void addLosses(JobProgress progress, List<Phrase> parts) {
    if (progress.finalLoss() != null) {
      parts.add(Phrase.of("job.final-loss", progress.finalLoss()));
    } else if (progress.loss() != null) {
      parts.add(Phrase.of("job.epoch", progress.epoch()));
      parts.add(Phrase.of("job.loss", progress.loss()));
    }
    if (progress.validationLoss() != null) {
      parts.add(Phrase.of("job.validation-loss", progress.validationLoss()));
    }
  }

  private static void addSpeed(Job job, List<Phrase> parts) {
    JobProgress progress = job.progress();
    Double speed = progress.stepsPerSecond();
    if (job.standing().state().leased() && speed != null && speed > 0) {
      parts.add(Phrase.of("job.speed", speed));
      long left = Math.round((progress.totalSteps() - progress.step()) / speed);
      parts.add(Phrase.of("job.left", duration(Duration.ofSeconds(left))));
    }
  }

  /** In two units at most. */
  static Phrase duration(Duration duration) {
    if (duration.toSeconds() < 60) {
      return Phrase.of("duration.seconds", duration.toSeconds());
    }
    if (duration.toHours() < 1) {
      return Phrase.of("duration.minutes", duration.toMinutes(), duration.toSecondsPart());
    }
    if (duration.toDays() < 1) {
      return Phrase.of("duration.hours", duration.toHours(), duration.toMinutesPart());
    }
    return Phrase.of("duration.days", duration.toDays(), duration.toHoursPart());
  }
}
