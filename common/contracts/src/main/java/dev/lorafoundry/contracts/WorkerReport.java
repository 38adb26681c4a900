package dev.lorafoundry.contracts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A worker process says that it is there, every few seconds, busy or not.
 *
 * @param kinds what it consumes
 * @param device such as {@code cpu, 2 threads} or {@code NVIDIA H100, 80 GiB}
 * @param busyWith the work in hand, absent when idle
 * @param draining takes no more work
 */
public record WorkerReport(
    WorkerId id,
    Set<WorkKind> kinds,
    String device,
    String softwareVersion,
    @Nullable WorkId busyWith,
    boolean draining) {
  public WorkerReport {
    kinds = Set.copyOf(kinds);
  }
}
