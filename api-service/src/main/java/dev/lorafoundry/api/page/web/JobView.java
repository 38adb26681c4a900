package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param permille of its steps that are done
 * @param about step, loss, speed: one line for people
 */
record JobView(
    String id,
    String name,
    String state,
    int permille,
    boolean started,
    String about,
    @Nullable String reason,
    List<Action> actions) {
  JobView {
    actions = List.copyOf(actions);
  }

  static JobView of(Job job, Instant now) {
    String state = job.standing().state().name().toLowerCase(Locale.ROOT);
    JobProgress progress = job.progress();
    String reason = job.standing().reason();
    return new JobView(
        job.id().toString(),
        job.ticket().name(),
        state,
        permille(progress.step(), progress.totalSteps()),
        progress.step() > 0,
        about(job, now),
        reason.isEmpty() ? null : reason,
        Action.of(state));
  }

  public String stateText() {
    return Words.state(state);
  }

  static int permille(long done, long total) {
    return total <= 0 ? 0 : (int) Math.min(1000, done * 1000 / total);
  }

  private static String about(Job job, Instant now) {
    JobProgress progress = job.progress();
    List<String> parts = new ArrayList<>();
    parts.add(
        progress.step() == 0
            ? Words.count(progress.totalSteps(), "step")
            : "step %s of %s"
                .formatted(Words.number(progress.step()), Words.number(progress.totalSteps())));
    if (progress.finalLoss() != null) {
      parts.add("final loss " + loss(progress.finalLoss()));
    } else if (progress.loss() != null) {
      parts.add("epoch " + progress.epoch());
      parts.add("loss " + loss(progress.loss()));
    }
    if (progress.validationLoss() != null) {
      parts.add("validation loss " + loss(progress.validationLoss()));
    }
    Double speed = progress.stepsPerSecond();
    if (job.standing().state().leased() && speed != null && speed > 0) {
      parts.add(String.format(Locale.ROOT, "%.1f steps/s", speed));
      long left = Math.round((progress.totalSteps() - progress.step()) / speed);
      parts.add("about " + Words.duration(Duration.ofSeconds(left)) + " left");
    }
    Duration worked = job.standing().workedUntil(now);
    if (job.standing().state().ended() && worked.toSeconds() > 0) {
      parts.add(Words.duration(worked));
    }
    if (progress.checkpoints() > 0) {
      parts.add(Words.count(progress.checkpoints(), "checkpoint"));
    }
    return String.join(", ", parts);
  }

  private static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  /** Something that can be asked of the job in its state. */
  record Action(String verb, String label) {
    static List<Action> of(String state) {
      Action cancel = new Action("cancel", "Cancel");
      return switch (state) {
        case "queued", "released", "running" -> List.of(new Action("pause", "Pause"), cancel);
        case "pausing", "paused" -> List.of(new Action("resume", "Resume"), cancel);
        case "failed", "cancelled" -> List.of(new Action("retry", "Try again"));
        default -> List.of();
      };
    }
  }
}
