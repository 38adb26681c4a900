package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a job goes: state, loss, history, log. */
record JobProgressView(
    JobView job, @Nullable LossCurve curve, List<HistoryRow> history, List<String> log) {
  JobProgressView {
    history = List.copyOf(history);
    log = List.copyOf(log);
  }

  record HistoryRow(Moment at, String what, String why) {}
}
