package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.queue.WaitingReason.Crew;
import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows what waits, in the order in which it will be served, and why. */
public final class WaitingLine {
  private static final int MOST = 1000;

  private final Works works;
  private final WorkerPool pool;
  private final Ground ground;

  WaitingLine(Works works, WorkerPool pool, Ground ground) {
    this.works = works;
    this.pool = pool;
    this.ground = ground;
  }

  /** How many workers that are there take work of a kind. */
  public int workers(WorkKind kind) {
    return (int) pool.live().stream().filter(each -> each.report().kinds().contains(kind)).count();
  }

  /**
   * What waits of all kinds.
   *
   * @param next of each kind what will be served next, in that order; {@value #MOST} at most
   * @param counts how much waits of each kind, with what is not among the next; kinds of which
   *     nothing waits are left out
   */
  public record Lines(List<Waiting> next, Map<WorkKind, Long> counts) {
    public Lines {
      next = List.copyOf(next);
      counts = Map.copyOf(counts);
    }

    /** How much waits of all kinds. */
    public long count() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  public Lines look() {
    return ground
        .transactions()
        .execute(
            status -> {
              Map<WorkKind, Long> counts =
                  works.depths().stream()
                      .collect(
                          Collectors.groupingBy(
                              QueueDepth::kind, Collectors.summingLong(QueueDepth::waiting)));
              List<Waiting> next = new ArrayList<>();
              Stream.of(WorkKind.values())
                  .filter(counts::containsKey)
                  .forEach(kind -> next.addAll(line(kind)));
              return new Lines(next, counts);
            });
  }

  private List<Waiting> line(WorkKind kind) {
    Instant now = ground.clock().instant();
    WaitingReason.Workers workers = crew(kind);
    List<Waiting> line = new ArrayList<>();
    for (Work work : inOrder(kind, now)) {
      line.add(waiting(work, line.size() + 1, reason(work, workers, now)));
    }
    return line;
  }

  /** What is on offer, then what may be released in fair turns, then what is kept back. */
  private List<Work> inOrder(WorkKind kind, Instant now) {
    List<Work> line = new ArrayList<>(works.onOffer(kind, MOST));
    line.addAll(turns(kind, now, MOST - line.size()));
    line.addAll(works.keptBack(kind, now, MOST - line.size()));
    return line;
  }

  /** why: asked for one by one, since what is released next may have come last */
  private List<Work> turns(WorkKind kind, Instant now, int count) {
    List<WorkId> turns = FairTurns.next(works, ground.settings(), kind, now, count);
    Map<WorkId, Work> found =
        works.all(kind, turns).stream().collect(Collectors.toMap(Work::id, Function.identity()));
    return turns.stream()
        .flatMap(id -> Stream.ofNullable(found.get(id)))
        .filter(work -> work.state() == WorkState.QUEUED)
        .toList();
  }

  private static Waiting waiting(Work work, int position, WaitingReason reason) {
    WorkTicket ticket = work.ticket();
    return new Waiting(
        ticket.id(),
        ticket.team(),
        ticket.owner(),
        ticket.priority(),
        work.state(),
        ticket.submittedAt(),
        position,
        reason);
  }

  private static WaitingReason reason(Work work, WaitingReason.Workers workers, Instant now) {
    if (work.state() == WorkState.RELEASED) {
      return new WaitingReason.OnOffer(workers);
    }
    Standing standing = work.standing();
    return standing.notBefore().isAfter(now)
        ? new WaitingReason.TriedAgain(standing.notBefore(), standing.reason())
        : workers;
  }

  private WaitingReason.Workers crew(WorkKind kind) {
    List<Sighting> live =
        pool.live().stream().filter(each -> each.report().kinds().contains(kind)).toList();
    Crew crew =
        live.isEmpty()
            ? Crew.ABSENT
            : pool.idle(live, works.holders()).isEmpty() ? Crew.BUSY : Crew.IDLE;
    return new WaitingReason.Workers(crew, kind, live.size());
  }
}
