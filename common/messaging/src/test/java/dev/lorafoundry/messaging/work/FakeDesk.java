package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The API's endpoint, scripted. */
final class FakeDesk implements WorkDesk {
  static final Lease LEASE = new Lease(new LeaseEpoch(1), Duration.ofSeconds(30), null);

  final List<ClaimRequest> claims = new CopyOnWriteArrayList<>();
  final List<Heartbeat> beats = new CopyOnWriteArrayList<>();
  final List<Release> releases = new CopyOnWriteArrayList<>();
  final List<WorkerReport> reports = new CopyOnWriteArrayList<>();

  volatile ClaimAnswer claimAnswer = new ClaimAnswer.Granted(LEASE);
  volatile Optional<Command> beatAnswer = Optional.of(Command.CONTINUE);
  volatile boolean reachable = true;

  /** It hears claims, but its answers don't arrive. */
  volatile boolean mute;

  /** Thrown at the next heartbeat, once. */
  volatile @Nullable RuntimeException fault;

  @Override
  public ClaimAnswer claim(WorkId work, ClaimRequest request) {
    requireReachable();
    claims.add(request);
    if (mute) {
      throw new DeskUnreachable("the answer was lost");
    }
    return claimAnswer;
  }

  @Override
  public Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat) {
    requireReachable();
    RuntimeException thrown = fault;
    if (thrown != null) {
      fault = null;
      throw thrown;
    }
    beats.add(heartbeat);
    return beatAnswer;
  }

  @Override
  public void release(WorkId work, Release release) {
    requireReachable();
    releases.add(release);
  }

  @Override
  public void report(WorkerReport report) {
    requireReachable();
    reports.add(report);
  }

  private void requireReachable() {
    if (!reachable) {
      throw new DeskUnreachable("nobody is at the desk");
    }
  }
}
