package dev.lorafoundry.api.job.web;

import dev.lorafoundry.api.job.JobLogs;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * One line of a job's log.
 *
 * @param number later lines have larger ones
 * @param level info, warning or error
 */
record LogLine(
    long number,
    int attempt,
    Instant at,
    @Schema(allowableValues = {"info", "warning", "error"}) String level,
    String text) {
  static LogLine of(JobLogs.Line line) {
    return new LogLine(
        line.number(),
        line.attempt().value(),
        line.at(),
        StateNames.label(line.level()),
        line.text());
  }
}
