package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.queue.WorkChanged;
import java.util.Locale;

/** One change of a job's state. */
record HistoryRow(Moment at, Phrase what, String why) {
  static HistoryRow of(WorkChanged change) {
    Phrase state = Phrase.of("state." + change.to().name().toLowerCase(Locale.ROOT));
    Phrase what =
        change.worker() == null
            ? state
            : Phrase.of("job.attempt", state, change.worker().value(), change.epoch());
    return new HistoryRow(Moment.of(change.at()), what, change.reason());
  }
}
