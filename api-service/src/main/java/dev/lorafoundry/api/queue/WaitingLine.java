package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.worker.Sighting;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** Work of all kinds; at most the oldest 1,000 of each. */
  public List<Waiting> look() {
    return ground
        .transactions()
        .execute(
            status -> {
              List<Waiting> all = new ArrayList<>();
              for (WorkKind kind : WorkKind.values()) {
                all.addAll(line(kind));
              }
              return all;
            });
  }

  private List<Waiting> line(WorkKind kind) {
    Instant now = ground.clock().instant();
    List<Work> inOrder = inOrder(kind, works.waiting(kind, MOST), now);
    String busyness = busyness(kind);
    List<Waiting> line = new ArrayList<>();
    for (Work work : inOrder) {
      line.add(waiting(work, line.size() + 1, reason(work, busyness, now)));
    }
    return line;
  }

  /** What is on offer, then what may be released in fair turns, then what is kept back. */
  private List<Work> inOrder(WorkKind kind, List<Work> waiting, Instant now) {
    Map<WorkId, Work> byId =
        waiting.stream().collect(Collectors.toMap(Work::id, Function.identity()));
    List<Work> line = new ArrayList<>();
    waiting.stream()
        .filter(work -> work.state() == WorkState.RELEASED)
        .sorted(Comparator.comparing(work -> work.standing().since()))
        .forEach(line::add);
    QueueSettings settings = ground.settings();
    new FairTurns(works.computingTime(kind, now, settings.halfLife()), settings.turn())
        .next(works.candidates(kind, now, MOST), MOST).stream()
            .map(byId::get)
            .filter(work -> work != null)
            .forEach(line::add);
    waiting.stream()
        .filter(work -> !line.contains(work))
        .sorted(Comparator.comparing(work -> work.standing().notBefore()))
        .forEach(line::add);
    return line;
  }

  private static Waiting waiting(Work work, int position, String reason) {
    WorkTicket ticket = work.ticket();
    return new Waiting(
        ticket.id(),
        ticket.team(),
        ticket.priority(),
        work.state(),
        ticket.submittedAt(),
        position,
        reason);
  }

  private static String reason(Work work, String busyness, Instant now) {
    if (work.state() == WorkState.RELEASED) {
      return "It is on offer: the next idle worker takes it. " + busyness;
    }
    Standing standing = work.standing();
    return standing.notBefore().isAfter(now)
        ? "It is tried again at %s. %s".formatted(standing.notBefore(), standing.reason())
        : busyness;
  }

  private String busyness(WorkKind kind) {
    String label = kind.name().toLowerCase(Locale.ROOT);
    List<Sighting> live =
        pool.live().stream().filter(each -> each.report().kinds().contains(kind)).toList();
    if (live.isEmpty()) {
      return "No worker that takes work of kind %s is there: start one.".formatted(label);
    }
    List<Set<WorkKind>> idle = pool.idle(live, works.holders());
    return idle.isEmpty()
        ? "All workers that take work of kind %s (%d) are busy.".formatted(label, live.size())
        : "A worker is idle and will take it at once.";
  }
}
