package dev.lorafoundry.api.worker.web;

import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The worker processes: who is there, what they take, what they are busy with. */
@Tag(name = "Workers")
@RestController
@RequestMapping("/api/v1/workers")
final class WorkerController {
  private final Workers workers;
  private final WorkerSettings settings;
  private final InstantSource clock;

  WorkerController(Workers workers, WorkerSettings settings, InstantSource clock) {
    this.workers = workers;
    this.settings = settings;
    this.clock = clock;
  }

  /** Every worker that was seen lately, those seen last first. */
  @Operation(summary = "List the workers that reported lately")
  @GetMapping
  Page<WorkerView> list() {
    Instant liveSince = clock.instant().minus(settings.liveFor());
    return Page.whole(
        workers.all().stream().map(sighting -> WorkerView.of(sighting, liveSince)).toList());
  }
}
