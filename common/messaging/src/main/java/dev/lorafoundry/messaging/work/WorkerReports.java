package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerReport;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the API that a worker is there. */
final class WorkerReports {
  private static final Logger log = LoggerFactory.getLogger(WorkerReports.class);

  private final WorkDesk desk;
  private final WorkerSelf self;
  private final WorkKind kind;
  private final Supplier<Optional<WorkId>> busyWith;
  private volatile boolean draining;
  private volatile boolean answered = true;

  WorkerReports(
      WorkDesk desk, WorkerSelf self, WorkKind kind, Supplier<Optional<WorkId>> busyWith) {
    this.desk = desk;
    this.self = self;
    this.kind = kind;
    this.busyWith = busyWith;
  }

  /** From now on this worker takes no more work. */
  void drain() {
    draining = true;
  }

  /**
   * Sends a report.
   *
   * @return whether there was an answer
   */
  boolean send() {
    try {
      desk.report(
          new WorkerReport(
              self.id(),
              Set.of(kind),
              self.device(),
              self.deviceMemory(),
              self.softwareVersion(),
              busyWith.get().orElse(null),
              draining));
      if (!answered) {
        log.info("The API answers again");
      }
      answered = true;
    } catch (DeskUnreachable e) {
      if (answered) {
        log.warn("The API does not answer; trying on: {}", e.getMessage());
      }
      answered = false;
    } catch (RuntimeException e) {
      // why: the timer drops a task that throws, and the worker would seem to be gone
      log.error("The report of {} failed", self.id(), e);
      answered = false;
    }
    return answered;
  }
}
