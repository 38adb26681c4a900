package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.WorkerReport;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How many workers are there, for the head of every page. */
@Hidden
@Controller
final class WorkerSummaryController {
  private final Phrases phrases;
  private final Workers workers;
  private final WorkerSettings settings;
  private final InstantSource clock;

  WorkerSummaryController(
      Phrases phrases, Workers workers, WorkerSettings settings, InstantSource clock) {
    this.phrases = phrases;
    this.workers = workers;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping(value = "/workers/summary", produces = "text/plain;charset=UTF-8")
  @ResponseBody
  String summary() {
    List<WorkerReport> live =
        workers.seenSince(clock.instant().minus(settings.liveFor())).stream()
            .map(sighting -> sighting.report())
            .toList();
    long busy = live.stream().filter(report -> report.busyWith() != null).count();
    return phrases.of(
        live.isEmpty()
            ? Phrase.of("layout.workers-none")
            : Phrase.of("layout.workers", live.size(), busy));
  }
}
