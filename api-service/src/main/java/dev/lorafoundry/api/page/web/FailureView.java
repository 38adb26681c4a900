package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.queue.AttemptRecord;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Why a training failed, for people.
 *
 * @param what in plain words
 * @param hint what to do
 * @param lines of the log that matter, oldest first
 */
record FailureView(Phrase what, Phrase hint, List<Line> lines) {
  private static final int BEFORE = 3;
  private static final int MOST = 12;

  FailureView {
    lines = List.copyOf(lines);
  }

  /** A line of the log. */
  record Line(Moment at, String level, String text) {}

  /**
   * @param log of the whole job
   */
  static FailureView of(
      List<AttemptRecord> attempts, List<AttemptCourse> courses, List<JobLogs.Line> log) {
    if (attempts.isEmpty()) {
      return new FailureView(
          Phrase.of("failure.refused"), Phrase.of("failure.refused-hint"), List.of());
    }
    AttemptRecord last = attempts.get(attempts.size() - 1);
    String kind = kind(last, courses);
    return new FailureView(
        Phrase.of("failure." + kind),
        Phrase.of("failure." + kind + "-hint"),
        lines(last.epoch(), log));
  }

  /** What the attempt said of its failure; else whether its worker fell silent. */
  private static String kind(AttemptRecord last, List<AttemptCourse> courses) {
    return courses.stream()
        .filter(course -> course.attempt().equals(last.epoch()))
        .map(AttemptCourse::failure)
        .filter(Objects::nonNull)
        .map(failure -> failure.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .findFirst()
        .orElseGet(() -> last.reason().contains("fell silent") ? "lost" : "unknown");
  }

  /** What the attempt warned of and failed of, each with the little that it said before. */
  private static List<Line> lines(LeaseEpoch attempt, List<JobLogs.Line> log) {
    List<JobLogs.Line> said = log.stream().filter(line -> line.attempt().equals(attempt)).toList();
    List<Line> near =
        IntStream.range(0, said.size())
            .filter(place -> matters(said, place))
            .mapToObj(said::get)
            .map(
                line ->
                    new Line(
                        Moment.of(line.at()),
                        line.level().name().toLowerCase(Locale.ROOT),
                        line.text()))
            .toList();
    return near.subList(Math.max(0, near.size() - MOST), near.size());
  }

  private static boolean matters(List<JobLogs.Line> said, int place) {
    return said.subList(place, Math.min(said.size(), place + BEFORE + 1)).stream()
        .anyMatch(line -> line.level() != LogLevel.INFO);
  }
}
