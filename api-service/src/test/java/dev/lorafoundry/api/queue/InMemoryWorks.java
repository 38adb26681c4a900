package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All work in memory, for one thread. Hands out copies, as a database does. */
final class InMemoryWorks implements Works {
  boolean away;

  private final Map<WorkId, Work> works = new LinkedHashMap<>();
  private final InMemoryChronicle chronicle;

  /**
   * @param chronicle which tells of former attempts
   */
  InMemoryWorks(InMemoryChronicle chronicle) {
    this.chronicle = chronicle;
  }

  @Override
  public void add(Work work, Object message) {
    works.put(work.id(), copy(work));
  }

  @Override
  public Optional<Work> locked(WorkId id) {
    return find(id);
  }

  @Override
  public Optional<Work> find(WorkId id) {
    return Optional.ofNullable(works.get(id)).map(InMemoryWorks::copy);
  }

  @Override
  public void save(Work work) {
    works.replace(work.id(), copy(work));
  }

  @Override
  public List<Work> lockedWithLeaseEnded(Instant now) {
    if (away) {
      throw new IllegalStateException("the database is away");
    }
    return matching(
        standing -> standing.leaseUntil() != null && standing.leaseUntil().isBefore(now));
  }

  @Override
  public List<Work> lockedOnOfferSince(WorkKind kind, Instant before) {
    return matching(
            standing -> standing.state() == WorkState.RELEASED && standing.since().isBefore(before))
        .stream()
        .filter(work -> work.id().kind() == kind)
        .toList();
  }

  @Override
  public boolean takeDispatcherTurn(WorkKind kind) {
    return true;
  }

  @Override
  public List<Candidate> candidates(WorkKind kind, Instant now, int depth) {
    Map<List<Object>, Integer> taken = new HashMap<>();
    return queued(kind, now)
        .filter(
            each -> taken.merge(List.of(each.team(), each.priority()), 1, Integer::sum) <= depth)
        .toList();
  }

  private Stream<Candidate> queued(WorkKind kind, Instant now) {
    List<Work> all = List.copyOf(works.values());
    return all.stream()
        .filter(work -> work.id().kind() == kind && work.state() == WorkState.QUEUED)
        .filter(work -> !work.standing().notBefore().isAfter(now))
        .map(
            work ->
                new Candidate(
                    work.id(), work.ticket().team(), work.ticket().priority(), all.indexOf(work)));
  }

  @Override
  public List<Work> onOffer(WorkKind kind, int limit) {
    return matching(standing -> standing.state() == WorkState.RELEASED).stream()
        .filter(work -> work.id().kind() == kind)
        .sorted(Comparator.comparing(work -> work.standing().since()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Work> keptBack(WorkKind kind, Instant now, int limit) {
    return matching(
            standing -> standing.state() == WorkState.QUEUED && standing.notBefore().isAfter(now))
        .stream()
        .filter(work -> work.id().kind() == kind)
        .sorted(Comparator.comparing(work -> work.standing().notBefore()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Work> all(WorkKind kind, Collection<WorkId> ids) {
    return ids.stream().filter(id -> id.kind() == kind).flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public List<Work> leased(int limit) {
    return matching(standing -> standing.leaseUntil() != null).stream()
        .sorted(Comparator.comparing(work -> Objects.requireNonNull(work.standing().leasedAt())))
        .limit(limit)
        .toList();
  }

  @Override
  public void lockLines(WorkKind kind) {
    // why: there is nobody else in memory
  }

  @Override
  public List<WorkId> lockedLine(WorkTicket like) {
    return works.values().stream()
        .filter(work -> work.id().kind() == like.id().kind() && work.state() == WorkState.QUEUED)
        .filter(work -> work.ticket().team().equals(like.team()))
        .filter(work -> work.ticket().priority() == like.priority())
        .map(Work::id)
        .toList();
  }

  @Override
  public void reorder(List<WorkId> line) {
    List<Work> all = new ArrayList<>(works.values());
    Iterator<WorkId> next = line.iterator();
    all.replaceAll(
        work -> line.contains(work.id()) ? Objects.requireNonNull(works.get(next.next())) : work);
    works.clear();
    all.forEach(work -> works.put(work.id(), work));
  }

  @Override
  public void prioritise(WorkId id, Priority priority) {
    works.computeIfPresent(
        id,
        (same, work) -> {
          WorkTicket old = work.ticket();
          return new Work(
              new WorkTicket(id, old.team(), priority, old.submittedAt(), old.owner()),
              work.standing());
        });
  }

  @Override
  public Backlog backlog(WorkKind kind, Instant now) {
    long onOffer =
        works.values().stream()
            .filter(work -> work.id().kind() == kind && work.state() == WorkState.RELEASED)
            .count();
    return new Backlog((int) queued(kind, now).count(), (int) onOffer);
  }

  @Override
  public Set<WorkerId> holders() {
    return works.values().stream()
        .map(work -> work.standing().worker())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<WorkerId> holdersSince(Instant time) {
    Stream<WorkerId> former =
        chronicle
            .attempts()
            .filter(each -> each.endedAt() != null && !each.endedAt().isBefore(time))
            .map(AttemptRecord::worker);
    return Stream.concat(holders().stream(), former).collect(Collectors.toSet());
  }

  @Override
  public Map<Team, Duration> computingTime(WorkKind kind, Instant now, Duration halfLife) {
    Map<Team, Duration> used = new HashMap<>();
    works.values().stream()
        .filter(work -> work.id().kind() == kind)
        .forEach(
            work ->
                chronicle
                    .attempts(work.id())
                    .forEach(
                        each ->
                            used.merge(
                                work.ticket().team(),
                                decayed(each, now, halfLife),
                                Duration::plus)));
    return used;
  }

  private static Duration decayed(AttemptRecord attempt, Instant now, Duration halfLife) {
    Instant end = attempt.endedAt() == null ? now : attempt.endedAt();
    double halves = (double) Duration.between(end, now).toMillis() / halfLife.toMillis();
    long millis = Duration.between(attempt.claimedAt(), end).toMillis();
    return Duration.ofMillis(Math.round(millis * Math.pow(0.5, halves)));
  }

  @Override
  public List<QueueDepth> depths() {
    return works.values().stream()
        .filter(work -> work.state() == WorkState.QUEUED || work.state() == WorkState.RELEASED)
        .collect(
            Collectors.groupingBy(
                work -> List.of(work.id().kind(), work.ticket().team(), work.ticket().priority())))
        .values()
        .stream()
        .map(InMemoryWorks::depth)
        .toList();
  }

  private static QueueDepth depth(List<Work> waiting) {
    WorkTicket first = waiting.get(0).ticket();
    Instant oldest =
        waiting.stream()
            .map(work -> work.ticket().submittedAt())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new QueueDepth(
        first.id().kind(), first.team(), first.priority(), waiting.size(), oldest);
  }

  private List<Work> matching(Predicate<Standing> condition) {
    return works.values().stream()
        .filter(work -> condition.test(work.standing()))
        .map(InMemoryWorks::copy)
        .toList();
  }

  private static Work copy(Work work) {
    return new Work(work.ticket(), work.standing());
  }
}
