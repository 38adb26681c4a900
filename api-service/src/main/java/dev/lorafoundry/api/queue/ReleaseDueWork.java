package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.duty.Duty;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The dispatcher: releases work to Kafka in the order in which people are to be served, and never
 * more than live workers can take soon.
 */
final class ReleaseDueWork implements Duty {
  /** Short work first: a worker of several kinds serves it before. */
  private static final List<WorkKind> ORDER =
      List.of(WorkKind.PREPARATION, WorkKind.LORA_TASK, WorkKind.PREVIEW, WorkKind.TRAINING);

  private final Works works;
  private final Offers offers;
  private final ChangeBook book;
  private final WorkerPool pool;
  private final Ground ground;

  ReleaseDueWork(Works works, Offers offers, ChangeBook book, WorkerPool pool, Ground ground) {
    this.works = works;
    this.offers = offers;
    this.book = book;
    this.pool = pool;
    this.ground = ground;
  }

  @Override
  public Duration every() {
    return ground.settings().dispatchEvery();
  }

  @Override
  public void perform() {
    List<Sighting> live = pool.live();
    Set<WorkerId> holders = works.holders();
    Capacity capacity = new Capacity(pool.idle(live, holders), ground.settings().lookAhead());
    for (WorkKind kind : ORDER) {
      int takers = (int) live.stream().filter(each -> each.report().kinds().contains(kind)).count();
      ground.transactions().executeWithoutResult(status -> releaseSome(kind, capacity, takers));
    }
  }

  private void releaseSome(WorkKind kind, Capacity capacity, int takers) {
    if (!works.takeDispatcherTurn(kind)) {
      return;
    }
    Instant now = ground.clock().instant();
    Backlog backlog = works.backlog(kind, now);
    int count = capacity.take(kind, backlog.waiting(), backlog.onOffer(), takers);
    if (count > 0) {
      works.lockLines(kind); // why: who moves work locks it in the order of its line, not in turns
      FairTurns.next(works, ground.settings(), kind, now, count).forEach(id -> release(id, now));
    }
  }

  private void release(WorkId id, Instant now) {
    works
        .locked(id)
        .filter(work -> work.state() == WorkState.QUEUED)
        .ifPresent(
            work -> {
              WorkChanged change = work.release(now);
              offers.offer(id, new DispatchId(change.dispatch()));
              book.book(work, change);
            });
  }
}
