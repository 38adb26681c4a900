package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose turn it is: the highest priority first; among equals the team that used the least computing
 * time lately; within a team the oldest.
 */
final class FairTurns {
  private final Map<Team, Duration> used;
  private final Duration turn;

  /**
   * @param used decayed computing time of each team; absent teams used none
   * @param turn charged for every piece picked, so that teams alternate within one round
   */
  FairTurns(Map<Team, Duration> used, Duration turn) {
    this.used = new HashMap<>(used);
    this.turn = turn;
  }

  /** The next {@code count} pieces of work, in the order in which they are to be released. */
  List<WorkId> next(Collection<Candidate> candidates, int count) {
    List<Candidate> waiting = new ArrayList<>(candidates);
    List<WorkId> picked = new ArrayList<>();
    while (picked.size() < count && !waiting.isEmpty()) {
      Candidate next = waiting.stream().min(order()).orElseThrow();
      waiting.remove(next);
      used.merge(next.team(), turn, Duration::plus);
      picked.add(next.id());
    }
    return picked;
  }

  private Comparator<Candidate> order() {
    return Comparator.comparing(Candidate::priority)
        .reversed()
        .thenComparing(candidate -> used.getOrDefault(candidate.team(), Duration.ZERO))
        .thenComparingLong(Candidate::place);
  }
}
