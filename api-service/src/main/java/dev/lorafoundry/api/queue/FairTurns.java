package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** The next {@code count} pieces of work of a kind that may be released now, in that order. */
  static List<WorkId> next(
      Works works, QueueSettings settings, WorkKind kind, Instant now, int count) {
    Map<Team, Duration> used = works.computingTime(kind, now, settings.halfLife());
    return new FairTurns(used, settings.turn()).next(works.candidates(kind, now, count), count);
  }

  /** The next {@code count} pieces of work, in the order in which they are to be released. */
  List<WorkId> next(Collection<Candidate> candidates, int count) {
    List<WorkId> picked = new ArrayList<>();
    for (Map<Team, Queue<Candidate>> equals : lines(candidates).values()) {
      while (picked.size() < count && !equals.isEmpty()) {
        Queue<Candidate> line = equals.values().stream().min(order()).orElseThrow();
        Candidate next = line.remove();
        if (line.isEmpty()) {
          equals.remove(next.team());
        }
        used.merge(next.team(), turn, Duration::plus);
        picked.add(next.id());
      }
    }
    return picked;
  }

  /**
   * A line for each team of each priority, the highest first: only the first of each can be next.
   */
  private static SortedMap<Priority, Map<Team, Queue<Candidate>>> lines(
      Collection<Candidate> candidates) {
    SortedMap<Priority, Map<Team, Queue<Candidate>>> lines =
        new TreeMap<>(Comparator.reverseOrder());
    for (Candidate each : candidates) {
      lines
          .computeIfAbsent(each.priority(), first -> new HashMap<>())
          .computeIfAbsent(
              each.team(), first -> new PriorityQueue<>(Comparator.comparingLong(Candidate::place)))
          .add(each);
    }
    return lines;
  }

  /** Of lines of one priority, none of which is empty. */
  private Comparator<Queue<Candidate>> order() {
    return Comparator.comparing(
            (Queue<Candidate> line) -> used.getOrDefault(line.element().team(), Duration.ZERO))
        .thenComparingLong(line -> line.element().place());
  }
}
