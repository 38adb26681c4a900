package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Why a training failed, for people.
 *
 * @param what in plain words
 * @param hint what to do
 * @param lines of the log that matter, oldest first
 */
record FailureView(Phrase what, Phrase hint, List<Line> lines) {
  /** Lines that are shown before each that matters. */
  static final int BEFORE = 3;

  /** Lines that are shown in all. */
  static final int MOST = 12;

  FailureView {
    lines = List.copyOf(lines);
  }

  /** A line of the log. */
  record Line(Moment at, String level, String text) {
    private static Line of(JobLogs.Line line) {
      return new Line(
          Moment.of(line.at()), line.level().name().toLowerCase(Locale.ROOT), line.text());
    }
  }

  /** No worker ever heard of it, or of its newest retry. */
  static FailureView refused() {
    return of("refused", List.of());
  }

  /**
   * Of a training that a worker tried.
   *
   * @param by how it came to be failed
   * @param last number of its newest attempt
   * @param courses of all its attempts
   * @param troubles what the newest attempt said that matters
   */
  static FailureView of(
      Transition by, LeaseEpoch last, List<AttemptCourse> courses, List<JobLogs.Line> troubles) {
    return of(kind(by, last, courses), troubles.stream().map(Line::of).toList());
  }

  private static FailureView of(String kind, List<Line> lines) {
    return new FailureView(
        Phrase.of("failure." + kind), Phrase.of("failure." + kind + "-hint"), lines);
  }

  /** What the attempt said of its failure; else whether its worker fell silent. */
  private static String kind(Transition by, LeaseEpoch last, List<AttemptCourse> courses) {
    return courses.stream()
        .filter(course -> course.attempt().equals(last))
        .map(AttemptCourse::failure)
        .filter(Objects::nonNull)
        .map(failure -> failure.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .findFirst()
        .orElse(by == Transition.GIVE_UP ? "lost" : "unknown");
  }
}
