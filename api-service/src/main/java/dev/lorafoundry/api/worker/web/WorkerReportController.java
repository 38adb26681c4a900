package dev.lorafoundry.api.worker.web;

import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.WorkerReport;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.InstantSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where worker processes say that they are there. */
@Hidden
@RestController
@RequestMapping("/internal/v1/workers")
final class WorkerReportController {
  private final Workers workers;
  private final InstantSource clock;

  WorkerReportController(Workers workers, InstantSource clock) {
    this.workers = workers;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report(@RequestBody WorkerReport report) {
    workers.report(report, clock.instant());
  }
}
