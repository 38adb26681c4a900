package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How much more of each kind may be released: what the idle workers can take, less what is on offer
 * already, plus a small look-ahead. A worker that takes several kinds is counted once.
 */
final class Capacity {
  private final List<Set<WorkKind>> idle;
  private final int lookAhead;

  /**
   * @param idle kinds that each idle, live worker takes
   * @param lookAhead releases beyond idle capacity, so that a worker that falls idle finds work
   */
  Capacity(Collection<Set<WorkKind>> idle, int lookAhead) {
    this.idle = new ArrayList<>(idle);
    this.idle.sort(Comparator.comparingInt(Set::size));
    this.lookAhead = lookAhead;
  }

  /**
   * How many pieces of a kind may be released; the workers meant for them and for those on offer no
   * longer count for other kinds.
   */
  int take(WorkKind kind, int waiting, int onOffer, int live) {
    int ahead = live == 0 ? 0 : lookAhead;
    int wanted = waiting + onOffer;
    int served = 0;
    while (served < wanted && reserveOne(kind)) {
      served++;
    }
    return Math.max(0, Math.min(waiting, served + ahead - onOffer));
  }

  private boolean reserveOne(WorkKind kind) {
    for (int i = 0; i < idle.size(); i++) {
      if (idle.get(i).contains(kind)) {
        idle.remove(i);
        return true;
      }
    }
    return false;
  }
}
