package dev.lorafoundry.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A worker process says that it is there, every few seconds, busy or not.
 *
 * @param kinds what it consumes
 * @param device such as {@code cpu, 2 threads} or {@code cuda:0}
 * @param deviceMemory of the device, in bytes; absent: unknown, as of a processor
 * @param busyWith the work in hand, absent when idle
 * @param draining takes no more work
 */
public record WorkerReport(
    WorkerId id,
    Set<WorkKind> kinds,
    String device,
    @Nullable Long deviceMemory,
    String softwareVersion,
    @Nullable WorkId busyWith,
    boolean draining) {
  public WorkerReport {
    kinds = Set.copyOf(kinds);
    if (deviceMemory != null && deviceMemory < 1) {
      throw new IllegalArgumentException(
          "deviceMemory " + deviceMemory + " is not allowed: give bytes, 1 or more, or nothing");
    }
  }
}
