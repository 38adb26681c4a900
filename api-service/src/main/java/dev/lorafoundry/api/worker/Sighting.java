package dev.lorafoundry.api.worker;

import dev.lorafoundry.contracts.WorkerReport;
import java.time.Instant;

/** What a worker last said of itself, and when. */
public record Sighting(WorkerReport report, Instant firstSeen, Instant lastSeen) {}
