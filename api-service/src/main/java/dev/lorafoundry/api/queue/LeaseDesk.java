package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.HeartbeatAnswer;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionOperations;

/** Where workers claim work, renew their leases and give work back. */
public final class LeaseDesk {
  private final Works works;
  private final ChangeBook book;
  private final QueueMeters meters;
  private final TransactionOperations transactions;
  private final InstantSource clock;
  private final QueueSettings settings;

  LeaseDesk(Works works, ChangeBook book, QueueMeters meters, Ground ground) {
    this.works = works;
    this.book = book;
    this.meters = meters;
    this.transactions = ground.transactions();
    this.clock = ground.clock();
    this.settings = ground.settings();
  }

  /**
   * Opens an attempt. A worker that did not hear the answer may make the same claim again and gets
   * the same one.
   *
   * @throws ClaimRefused if this worker must not do this work because of this message
   */
  public Lease claim(WorkId id, ClaimRequest request) {
    try {
      return within(id, () -> ClaimRefused.unknown(id), work -> grant(work, request));
    } catch (ClaimRefused e) {
      meters.claimRefused(id.kind());
      throw e;
    }
  }

  /**
   * Renews a lease and brings the command back.
   *
   * @throws LeaseLost if the attempt is no longer under way
   */
  public HeartbeatAnswer heartbeat(WorkId id, Heartbeat beat) {
    return fencing(id, work -> renew(work, beat));
  }

  /**
   * Ends an attempt whose worker hands the work back.
   *
   * @throws LeaseLost if the attempt is no longer under way
   */
  public void release(WorkId id, Release release) {
    WorkStatus unused =
        fencing(
            id,
            work -> {
              book.book(work, work.giveBack(release, clock.instant()));
              return WorkStatus.of(work);
            });
  }

  private Lease grant(Work work, ClaimRequest request) {
    if (work.wasGranted(request)) {
      work.extend(clock.instant(), settings.lease());
      works.save(work);
    } else {
      book.book(work, work.claim(request, clock.instant(), settings.lease()));
    }
    return work.lease(settings.lease());
  }

  private HeartbeatAnswer renew(Work work, Heartbeat beat) {
    HeartbeatAnswer answer =
        new HeartbeatAnswer(work.heartbeat(beat, clock.instant(), settings.lease()));
    works.save(work);
    return answer;
  }

  private <T> T fencing(WorkId id, Function<Work, T> action) {
    try {
      return within(id, () -> new WorkNotFound(id), action);
    } catch (LeaseLost e) {
      meters.fenced(id.kind());
      throw e;
    }
  }

  private <T> T within(WorkId id, Supplier<RuntimeException> unknown, Function<Work, T> action) {
    return transactions.execute(status -> action.apply(works.locked(id).orElseThrow(unknown)));
  }
}
