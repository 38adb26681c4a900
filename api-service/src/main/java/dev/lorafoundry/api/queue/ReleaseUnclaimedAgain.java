package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes offers back that no worker claimed although one was idle all the while: the message may be
 * lost. The dispatcher releases the work again under a new dispatch id, and the older message is
 * refused. Takes none back while offers wait for Kafka: those are not lost, and a second one would
 * only lie beside the first.
 */
final class ReleaseUnclaimedAgain implements Duty {
  private final Works works;
  private final Offers offers;
  private final ChangeBook book;
  private final WorkerPool pool;
  private final Ground ground;
  private final Map<WorkKind, Instant> heldUp = new EnumMap<>(WorkKind.class);

  ReleaseUnclaimedAgain(
      Works works, Offers offers, ChangeBook book, WorkerPool pool, Ground ground) {
    this.works = works;
    this.offers = offers;
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
    Instant now = ground.clock().instant();
    Instant before = now.minus(ground.settings().claimWithin());
    List<Set<WorkKind>> idle = idleSince(before);
    for (WorkKind kind : WorkKind.values()) {
      if (hadLeft(kind, before, now) && idle.stream().anyMatch(kinds -> kinds.contains(kind))) {
        ground.transactions().executeWithoutResult(status -> withdrawOld(kind, before, now));
      }
    }
  }

  /**
   * Whether no offer was held up on its way to Kafka then or later: workers have had their time to
   * claim what they were offered before.
   */
  private boolean hadLeft(WorkKind kind, Instant time, Instant now) {
    // why: half the time is more than an offer needs to leave, and shows in time that it did not
    Duration late = ground.settings().claimWithin().dividedBy(2);
    if (offers.waiting(kind, now.minus(late))) {
      heldUp.put(kind, now);
    }
    return heldUp.getOrDefault(kind, Instant.MIN).isBefore(time);
  }

  /** why: a worker that has just come or fallen idle may be about to claim an offer, however old */
  private List<Set<WorkKind>> idleSince(Instant time) {
    List<Sighting> known =
        pool.live().stream().filter(each -> !each.firstSeen().isAfter(time)).toList();
    return pool.idle(known, works.holdersSince(time));
  }

  private void withdrawOld(WorkKind kind, Instant before, Instant now) {
    works.lockedOnOfferSince(kind, before).forEach(work -> book.book(work, work.withdraw(now)));
  }
}
