package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param permille of its steps that are done
 * @param underWay whether it has begun and not ended, so that a bar tells how far it is
 * @param about step, loss, speed
 */
record JobView(
    String id,
    String name,
    String state,
    int permille,
    boolean underWay,
    List<Phrase> about,
    @Nullable String reason,
    List<Action> actions) {
  JobView {
    about = List.copyOf(about);
    actions = List.copyOf(actions);
  }

  /** With what the reader may tell it. */
  static JobView of(Job job, Whose whose, Instant now) {
    String state = job.standing().state().name().toLowerCase(Locale.ROOT);
    JobProgress progress = job.progress();
    String reason = job.standing().reason();
    return new JobView(
        job.id().toString(),
        job.ticket().name(),
        state,
        permille(progress.step(), progress.totalSteps()),
        progress.step() > 0 && !job.standing().state().ended(),
        JobPhrases.about(job, now),
        reason.isEmpty() ? null : reason,
        whose.mayControl(job.ticket().owner()) ? Action.of(state) : List.of());
  }

  /**
   * The same, and whose it is.
   *
   * @param owner absent: nobody's
   */
  JobView of(@Nullable Phrase owner) {
    return owner == null
        ? this
        : new JobView(
            id,
            name,
            state,
            permille,
            underWay,
            Stream.concat(about.stream(), Stream.of(owner)).toList(),
            reason,
            actions);
  }

  public Phrase stateText() {
    return Phrase.of("state." + state);
  }

  static int permille(long done, long total) {
    return total <= 0 ? 0 : (int) Math.min(1000, done * 1000 / total);
  }

  /** Something that can be asked of the job in its state. */
  record Action(String verb) {
    public Phrase label() {
      return Phrase.of("action." + verb);
    }

    static List<Action> of(String state) {
      Action cancel = new Action("cancel");
      return switch (state) {
        case "queued", "released", "running" -> List.of(new Action("pause"), cancel);
        case "pausing", "paused" -> List.of(new Action("resume"), cancel);
        case "failed", "cancelled" -> List.of(new Action("retry"));
        default -> List.of();
      };
    }
  }
}
