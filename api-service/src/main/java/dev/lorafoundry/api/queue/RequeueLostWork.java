package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.Instant;

/**
 * Puts work back whose worker fell silent. Waits one lease after the start of the service: while it
 * was down, no worker could be heard.
 */
final class RequeueLostWork implements Duty {
  private final Works works;
  private final ChangeBook book;
  private final QueueMeters meters;
  private final Ground ground;
  private final Instant startedAt;

  RequeueLostWork(Works works, ChangeBook book, QueueMeters meters, Ground ground) {
    this.works = works;
    this.book = book;
    this.meters = meters;
    this.ground = ground;
    this.startedAt = ground.clock().instant();
  }

  @Override
  public Duration every() {
    return ground.settings().sweepEvery();
  }

  @Override
  public void perform() {
    Instant now = ground.clock().instant();
    if (now.isBefore(startedAt.plus(ground.settings().lease()))) {
      return;
    }
    ground
        .transactions()
        .executeWithoutResult(
            status -> works.lockedWithLeaseEnded(now).forEach(work -> requeue(work, now)));
  }

  private void requeue(Work work, Instant now) {
    meters.leaseLost(work.id().kind());
    book.book(work, work.lose(now, ground.settings().retries()));
  }
}
