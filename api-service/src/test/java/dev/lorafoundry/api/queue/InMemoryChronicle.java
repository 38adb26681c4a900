package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened to all work, in memory. */
final class InMemoryChronicle implements Chronicle {
  private final List<WorkChanged> changes = new ArrayList<>();
  private final Map<WorkId, List<AttemptRecord>> attempts = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();

  @Override
  public void record(WorkChanged change) {
    changes.add(change);
    List<AttemptRecord> known = attempts.computeIfAbsent(change.work(), id -> new ArrayList<>());
    if (change.opensAttempt()) {
      known.add(
          new AttemptRecord(
              new LeaseEpoch(change.epoch()),
              Objects.requireNonNull(change.worker()),
              change.dispatch(),
              change.at(),
              null,
              null,
              ""));
    } else if (change.endsAttempt()) {
      known.replaceAll(each -> each.epoch().value() == change.epoch() ? ended(each, change) : each);
    }
  }

  private static AttemptRecord ended(AttemptRecord open, WorkChanged change) {
    return new AttemptRecord(
        open.epoch(),
        open.worker(),
        open.dispatch(),
        open.claimedAt(),
        change.at(),
        change.transition(),
        change.reason());
  }

  @Override
  public boolean hear(WorkId id, LeaseEpoch epoch, long sequence) {
    String key = id + "#" + epoch;
    if (heard.getOrDefault(key, 0L) >= sequence) {
      return false;
    }
    heard.put(key, sequence);
    return true;
  }

  @Override
  public List<AttemptRecord> attempts(WorkId id) {
    return List.copyOf(attempts.getOrDefault(id, List.of()));
  }

  @Override
  public List<WorkChanged> history(WorkId id) {
    return changes.stream().filter(each -> each.work().equals(id)).toList();
  }

  @Override
  public Set<WorkId> settled(WorkKind kind, Collection<WorkId> ids) {
    return changes.stream()
        .filter(each -> each.transition() == Transition.SETTLE)
        .map(WorkChanged::work)
        .filter(id -> id.kind() == kind && ids.contains(id))
        .collect(Collectors.toSet());
  }

  Stream<AttemptRecord> attempts() {
    return attempts.values().stream().flatMap(List::stream);
  }
}
