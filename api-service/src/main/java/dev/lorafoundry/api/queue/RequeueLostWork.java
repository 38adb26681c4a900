package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts work back whose worker fell silent. Waits one lease after the start of the service, and
 * after every time in which the database gave no answer: until then, no worker could be heard.
 * Likewise after it was settled anew who hears their events: the end of work may be among those
 * that nobody has heard yet, and once another attempt is under way it is refused.
 */
final class RequeueLostWork implements Duty {
  private final Works works;
  private final ChangeBook book;
  private final QueueMeters meters;
  private final Hearing hearing;
  private final Ground ground;
  private Instant hearsSince;
  private @Nullable Instant lastRound;

  RequeueLostWork(
      Works works, ChangeBook book, QueueMeters meters, Hearing hearing, Ground ground) {
    this.works = works;
    this.book = book;
    this.meters = meters;
    this.hearing = hearing;
    this.ground = ground;
    this.hearsSince = ground.clock().instant();
  }

  @Override
  public Duration every() {
    return ground.settings().sweepEvery();
  }

  @Override
  public void perform() {
    Instant now = ground.clock().instant();
    if (isOverdue(now)) {
      hearsSince = now;
    }
    boolean through = false;
    try {
      sweep(now);
      through = true;
    } finally {
      lastRound = ground.clock().instant();
      if (!through) {
        hearsSince = lastRound;
      }
    }
  }

  /** The round before took long, or the process was held up: heartbeats were, too. */
  private boolean isOverdue(Instant now) {
    Duration late = ground.settings().lease().dividedBy(3);
    return lastRound != null && now.isAfter(lastRound.plus(every()).plus(late));
  }

  private void sweep(Instant now) {
    ground
        .transactions()
        .executeWithoutResult(
            status -> {
              // why: asked even while it waits, to find out whether the database answers
              List<Work> ended = works.lockedWithLeaseEnded(now);
              if (hasHeardAll(now)) {
                ended.forEach(work -> requeue(work, now));
              }
            });
  }

  private boolean hasHeardAll(Instant now) {
    Duration lease = ground.settings().lease();
    return !now.isBefore(hearsSince.plus(lease)) && hearing.lasts(lease);
  }

  private void requeue(Work work, Instant now) {
    meters.leaseLost(work.id().kind());
    book.book(work, work.lose(now, ground.settings().retries()));
  }
}
