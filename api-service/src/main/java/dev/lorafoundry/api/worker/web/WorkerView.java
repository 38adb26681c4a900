package dev.lorafoundry.api.worker.web;

import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the REST API shows it.
 *
 * @param kinds of work that it takes
 * @param deviceMemory bytes of memory that the device has in all; absent: unknown, as of a
 *     processor
 * @param live whether it reported lately
 * @param draining takes no more work
 * @param busyWith absent when idle
 */
record WorkerView(
    String id,
    List<String> kinds,
    String device,
    @Nullable Long deviceMemory,
    String softwareVersion,
    boolean live,
    boolean draining,
    @Nullable Busy busyWith,
    Instant firstSeen,
    Instant lastSeen) {

  /** The work in hand. */
  record Busy(String kind, UUID id) {}

  static WorkerView of(Sighting sighting, Instant liveSince) {
    WorkerReport report = sighting.report();
    return new WorkerView(
        report.id().value(),
        report.kinds().stream().map(WorkerView::label).sorted().toList(),
        report.device(),
        report.deviceMemory(),
        report.softwareVersion(),
        !sighting.lastSeen().isBefore(liveSince),
        report.draining(),
        busy(report.busyWith()),
        sighting.firstSeen(),
        sighting.lastSeen());
  }

  private static @Nullable Busy busy(@Nullable WorkId work) {
    return work == null ? null : new Busy(label(work.kind()), work.value());
  }

  private static String label(WorkKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
