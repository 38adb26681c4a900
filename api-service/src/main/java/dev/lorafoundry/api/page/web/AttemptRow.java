package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.queue.AttemptRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One worker's try at a job.
 *
 * @param ended absent while it is under way
 * @param steps which it took; absent: none that are known
 * @param why it ended so, in the service's words; may be empty
 */
record AttemptRow(
    int number,
    String worker,
    Moment began,
    @Nullable Moment ended,
    @Nullable Phrase steps,
    Phrase how,
    String why) {

  /** All attempts at a job, oldest first. */
  static List<AttemptRow> of(List<AttemptRecord> attempts, List<AttemptCourse> courses) {
    Map<Integer, AttemptCourse> told =
        courses.stream()
            .collect(Collectors.toMap(each -> each.attempt().value(), Function.identity()));
    return attempts.stream().map(each -> of(each, told.get(each.epoch().value()))).toList();
  }

  private static AttemptRow of(AttemptRecord attempt, @Nullable AttemptCourse course) {
    return new AttemptRow(
        attempt.epoch().value(),
        attempt.worker().value(),
        Moment.of(attempt.claimedAt()),
        attempt.endedAt() == null ? null : Moment.of(attempt.endedAt()),
        course == null || course.stepsPerEpoch() == 0
            ? null
            : Phrase.of("attempts.steps", course.firstStep(), course.lastStep()),
        how(attempt),
        attempt.reason());
  }

  private static Phrase how(AttemptRecord attempt) {
    return attempt.endedBy() == null
        ? Phrase.of("attempts.under-way")
        : Phrase.of(
            "attempts." + attempt.endedBy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
