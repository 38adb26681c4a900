package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.WorkChanged;
import java.util.Locale;

/** One change of a job's state. */
record HistoryRow(Moment at, String what, String why) {
  static HistoryRow of(WorkChanged change) {
    String state = Words.state(change.to().name().toLowerCase(Locale.ROOT));
    String what =
        change.worker() == null
            ? state
            : "%s (%s, attempt %d)".formatted(state, change.worker().value(), change.epoch());
    return new HistoryRow(Moment.of(change.at()), what, change.reason());
  }
}
