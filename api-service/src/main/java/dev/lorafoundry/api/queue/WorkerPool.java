package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.api.worker.WorkerSettings;
import dev.lorafoundry.api.worker.Workers;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The workers as the dispatcher sees them: who is live, who is idle. */
final class WorkerPool {
  private final Workers workers;
  private final InstantSource clock;
  private final WorkerSettings settings;

  WorkerPool(Workers workers, InstantSource clock, WorkerSettings settings) {
    this.workers = workers;
    this.clock = clock;
    this.settings = settings;
  }

  /** Workers that reported lately and take work. */
  List<Sighting> live() {
    return workers.seenSince(clock.instant().minus(settings.liveFor())).stream()
        .filter(each -> !each.report().draining())
        .toList();
  }

  /**
   * The kinds that each live worker takes who holds no lease. What workers say of themselves may be
   * seconds old, the leases are exact.
   */
  List<Set<WorkKind>> idle(List<Sighting> live, Set<WorkerId> holders) {
    return live.stream()
        .map(Sighting::report)
        .filter(report -> !holders.contains(report.id()))
        .map(report -> report.kinds())
        .toList();
  }
}
