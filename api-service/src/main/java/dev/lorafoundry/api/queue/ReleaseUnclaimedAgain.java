package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Takes offers back that no worker claimed although one was idle: the message may be lost. The
 * dispatcher releases the work again under a new dispatch id, and the older message is refused.
 */
final class ReleaseUnclaimedAgain implements Duty {
  private final Works works;
  private final ChangeBook book;
  private final WorkerPool pool;
  private final Ground ground;

  ReleaseUnclaimedAgain(Works works, ChangeBook book, WorkerPool pool, Ground ground) {
    this.works = works;
    this.book = book;
    this.pool = pool;
    this.ground = ground;
  }

  @Override
  public Duration every() {
    return ground.settings().sweepEvery();
  }

  @Override
  public void perform() {
    List<Sighting> live = pool.live();
    List<Set<WorkKind>> idle = pool.idle(live, works.holders());
    for (WorkKind kind : WorkKind.values()) {
      if (idle.stream().anyMatch(kinds -> kinds.contains(kind))) {
        ground.transactions().executeWithoutResult(status -> withdrawOld(kind));
      }
    }
  }

  private void withdrawOld(WorkKind kind) {
    Instant now = ground.clock().instant();
    works
        .lockedOnOfferSince(kind, now.minus(ground.settings().claimWithin()))
        .forEach(work -> book.book(work, work.withdraw(now)));
  }
}
