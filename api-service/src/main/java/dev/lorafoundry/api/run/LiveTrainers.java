package dev.lorafoundry.api.run;

import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The workers that train: those that reported lately, and take more work. */
final class LiveTrainers {
  private final Workers workers;
  private final WorkerSettings settings;
  private final InstantSource clock;

  LiveTrainers(Workers workers, WorkerSettings settings, InstantSource clock) {
    this.workers = workers;
    this.settings = settings;
    this.clock = clock;
  }

  int count() {
    return reports().size();
  }

  /**
   * Memory of the device that has most, in bytes; empty where there is no worker, or what one of
   * them has is unknown, since that may be the largest.
   */
  OptionalLong largestDevice() {
    List<WorkerReport> reports = reports();
    return reports.stream().allMatch(each -> each.deviceMemory() != null)
        ? reports.stream()
            .map(WorkerReport::deviceMemory)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .max()
        : OptionalLong.empty();
  }

  private List<WorkerReport> reports() {
    return workers.seenSince(clock.instant().minus(settings.liveFor())).stream()
        .map(each -> each.report())
        .filter(report -> report.kinds().contains(WorkKind.TRAINING) && !report.draining())
        .toList();
  }
}
