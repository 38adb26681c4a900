package dev.lorafoundry.api.queue;

import dev.lorafoundry.api.access.Asker;
import dev.lorafoundry.api.access.NotAllowed;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Rights;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What features and people ask of the queue: submit, cancel, pause, resume, retry, look. Joins the
 * caller's transaction where there is one. Whoever tells a piece of work what to do must
 * {@linkplain Rights have the right to}, or is told so by {@link NotAllowed}; what follows of
 * itself, such as the end of a cancelled job's previews, asks for no right.
 */
public final class WorkQueue {
  private final Works works;
  private final ChangeBook book;
  private final Rights rights;
  private final Asker asker;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  WorkQueue(
      Works works,
      ChangeBook book,
      Rights rights,
      Asker asker,
      TransactionOperations transactions,
      InstantSource clock) {
    this.works = works;
    this.book = book;
    this.rights = rights;
    this.asker = asker;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Queues new work: of the person who asks for it, or else of whose work it follows. */
  public void submit(WorkRequest request) {
    Instant now = clock.instant();
    WorkTicket ticket =
        new WorkTicket(
            request.id(),
            request.team(),
            request.priority(),
            now,
            asker.personId().orElse(request.follows()));
    Work work = new Work(ticket, Standing.queued(now));
    transactions.executeWithoutResult(status -> works.add(work, request.message()));
  }

  /**
   * Ends the work; an attempt under way is told to stop.
   *
   * @throws TransitionRefused if it has ended already or is being cancelled
   */
  public WorkStatus cancel(WorkId id, String reason) {
    return change(id, (work, now) -> work.cancel(reason, now));
  }

  /**
   * Ends the work as {@link #cancel} does, unless it has ended already or is being cancelled.
   *
   * @return whether this call did it
   */
  public boolean cancelIfOpen(WorkId id, String reason) {
    return transactions.execute(
        status -> {
          Work work = works.locked(id).orElseThrow(() -> new WorkNotFound(id));
          boolean open = Transition.CANCEL.from(work.state()).isPresent();
          if (open) {
            book.book(work, work.cancel(reason, clock.instant()));
          }
          return open;
        });
  }

  /**
   * Ends the work as done before its worker says so: that one is refused from now on, and stops.
   * Nothing happens if it has ended or is being cancelled.
   */
  public void finish(WorkId id, String why) {
    transactions.executeWithoutResult(
        status -> {
          Work work = works.locked(id).orElseThrow(() -> new WorkNotFound(id));
          if (!work.state().ended() && work.state() != WorkState.CANCELLING) {
            book.book(work, work.finish(why, clock.instant()));
          }
        });
  }

  /** Keeps the work back until it is resumed; an attempt under way saves its state first. */
  public WorkStatus pause(WorkId id, String reason) {
    return change(id, (work, now) -> work.pause(reason, now));
  }

  /** Queues paused work again, or withdraws a pause that has not taken effect. */
  public WorkStatus resume(WorkId id) {
    return change(id, Work::resume);
  }

  /** Queues failed or cancelled work again; it goes on from its last complete state. */
  public WorkStatus retry(WorkId id) {
    return change(id, Work::retry);
  }

  /**
   * Takes what failed or cancelled work has saved as its result: it is done.
   *
   * @param first what is to be done once it is certain that it may, before anybody hears of it
   * @throws TransitionRefused if it has not failed and was not cancelled
   */
  public WorkStatus settle(WorkId id, String why, Runnable first) {
    return change(
        id,
        (work, now) -> {
          WorkChanged settled = work.settle(why, now);
          first.run();
          return settled;
        });
  }

  /**
   * Moves waiting work in its line, which is that of its kind, team and priority; before others'
   * work only as an administrator.
   *
   * @throws MoveRefused if it does not wait there
   */
  public void move(WorkId id, Move move) {
    transactions.executeWithoutResult(
        status -> {
          List<WorkId> line = lineOf(id);
          reorder(line, move.in(line, id), id);
        });
  }

  private void reorder(List<WorkId> line, List<WorkId> wanted, WorkId moved) {
    int from = line.indexOf(moved);
    int to = wanted.indexOf(moved);
    if (to < from && !rights.mayEverything()) {
      works.all(moved.kind(), line.subList(to, from)).stream()
          .map(passed -> passed.ticket().owner())
          .forEach(rights::requirePassing);
    }
    works.reorder(wanted);
  }

  /** why: two that move at once, and a dispatcher, must lock the line's pieces in one order */
  private List<WorkId> lineOf(WorkId id) {
    works.lockLines(id.kind());
    WorkTicket ticket = known(id).ticket();
    rights.requireControl(ticket.owner());
    List<WorkId> line = works.lockedLine(ticket);
    if (!line.contains(id)) {
      throw new MoveRefused(id, known(id).state());
    }
    return line;
  }

  private Work known(WorkId id) {
    return works.find(id).orElseThrow(() -> new WorkNotFound(id));
  }

  /**
   * Moves waiting work in its line right before another piece of it; before itself it stays. Before
   * others' work it goes only as an administrator.
   *
   * @throws MoveRefused if one of them does not wait there
   */
  public void moveBefore(WorkId id, WorkId other) {
    transactions.executeWithoutResult(
        status -> {
          List<WorkId> line = lineOf(id);
          if (id.equals(other)) {
            return;
          }
          List<WorkId> wanted = new ArrayList<>(line);
          wanted.remove(id);
          int place = wanted.indexOf(other);
          if (place < 0) {
            throw MoveRefused.otherLine(id, other);
          }
          wanted.add(place, id);
          reorder(line, wanted, id);
        });
  }

  /**
   * Makes waiting work more or less urgent: among work of that priority its age counts.
   *
   * @throws MoveRefused if it does not wait
   */
  public void prioritise(WorkId id, Priority priority) {
    transactions.executeWithoutResult(
        status -> {
          works.lockLines(id.kind());
          Work work = controlled(id);
          if (work.state() != WorkState.QUEUED && work.state() != WorkState.PAUSED) {
            throw new MoveRefused(id, work.state());
          }
          works.prioritise(id, priority);
        });
  }

  /** Work under way, what began first before the rest. */
  public List<UnderWay> underWay(int limit) {
    return works.leased(limit).stream()
        .map(
            work ->
                new UnderWay(
                    work.id(),
                    work.ticket().owner(),
                    work.ticket().priority(),
                    WorkStatus.of(work)))
        .toList();
  }

  /**
   * A piece of work that some worker does.
   *
   * @param owner whose it is; absent: nobody's
   */
  public record UnderWay(
      WorkId id, @Nullable PersonId owner, Priority priority, WorkStatus status) {}

  /** Those of these pieces of work of one kind that whoever asks may tell what to do. */
  public Set<WorkId> controllable(WorkKind kind, Collection<WorkId> ids) {
    return works.all(kind, ids).stream()
        .map(Work::ticket)
        .filter(ticket -> rights.mayControl(ticket.owner()))
        .map(WorkTicket::id)
        .collect(Collectors.toSet());
  }

  /** Fails work whose offer can never reach a worker; nothing happens if it isn't on offer. */
  public void refuse(WorkId id, String why) {
    transactions.executeWithoutResult(
        status ->
            works
                .locked(id)
                .filter(work -> work.state() == WorkState.RELEASED)
                .ifPresent(work -> book.book(work, work.refuse(why, clock.instant()))));
  }

  public Optional<WorkStatus> status(WorkId id) {
    return works.find(id).map(WorkStatus::of);
  }

  private WorkStatus change(WorkId id, BiFunction<Work, Instant, WorkChanged> change) {
    return transactions.execute(
        status -> {
          Work work = controlled(id);
          book.book(work, change.apply(work, clock.instant()));
          return WorkStatus.of(work);
        });
  }

  /** Locked, for whoever may tell it what to do. */
  private Work controlled(WorkId id) {
    Work work = works.locked(id).orElseThrow(() -> new WorkNotFound(id));
    rights.requireControl(work.ticket().owner());
    return work;
  }
}
