package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.job.Forecast;
import dev.lorafoundry.api.rest.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** When waiting jobs will begin. */
@Tag(name = "Queue")
@RestController
final class ForecastController {
  private final Forecast forecast;

  ForecastController(Forecast forecast) {
    this.forecast = forecast;
  }

  /** Jobs of which nothing is known are left out. */
  @Operation(
      summary = "Tell when waiting jobs will begin, about",
      description =
          "From the speed of jobs under way and of recent ones that were like those that wait, at"
              + " most 200 in the order of the line. A job is left out where something that goes"
              + " before it is not known.")
  @GetMapping("/api/v1/queue/forecast")
  Page<Begin> forecast() {
    List<Begin> begins =
        forecast.look().entrySet().stream()
            .map(each -> new Begin(each.getKey().value(), each.getValue().toSeconds()))
            .toList();
    return Page.whole(begins);
  }

  /**
   * A job that waits.
   *
   * @param seconds until it begins, about
   */
  record Begin(UUID jobId, long seconds) {}
}
