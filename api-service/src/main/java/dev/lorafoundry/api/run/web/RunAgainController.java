package dev.lorafoundry.api.run.web;

import dev.lorafoundry.api.run.RunAgain;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What to send to train again, with or without changes. */
@Tag(name = "Runs")
@RestController
@RequestMapping("/api/v1")
final class RunAgainController {
  private final RunAgain again;

  RunAgainController(RunAgain again) {
    this.again = again;
  }

  @Operation(summary = "Show the request that starts a run like this one")
  @GetMapping("/runs/{id}/request")
  RunBody ofRun(@PathVariable UUID id) {
    return RunBody.of(again.run(new RunId(id)));
  }

  @Operation(summary = "Show the request that starts a run of one job like this one")
  @GetMapping("/jobs/{id}/request")
  RunBody ofJob(@PathVariable UUID id) {
    return RunBody.of(again.job(new JobId(id)));
  }
}
