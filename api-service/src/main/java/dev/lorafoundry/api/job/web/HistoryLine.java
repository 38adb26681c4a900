package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.queue.WorkChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a job's state.
 *
 * @param attempt number of the newest attempt, 0 before the first
 * @param worker whom it concerns, if anyone
 */
record HistoryLine(
    Instant at,
    String transition,
    String from,
    String to,
    int attempt,
    @Nullable String worker,
    String reason) {
  static HistoryLine of(WorkChanged change) {
    return new HistoryLine(
        change.at(),
        StateNames.label(change.transition()),
        StateNames.label(change.from()),
        StateNames.label(change.to()),
        change.epoch(),
        change.worker() == null ? null : change.worker().value(),
        change.reason());
  }
}
