package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerReport;
import java.util.Optional;

/**
 * The API's internal endpoint as a worker sees it: where leases are claimed, renewed and given
 * back. All methods throw {@link DeskUnreachable} if there was no answer.
 */
public interface WorkDesk {
  /** Asks for the lease of offered work. */
  ClaimAnswer claim(WorkId work, ClaimRequest request);

  /** Renews a lease; empty if it is lost. */
  Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat);

  /** Gives work back; ignored by the API if the lease is lost. */
  void release(WorkId work, Release release);

  /** Says that this worker is there. */
  void report(WorkerReport report);
}
