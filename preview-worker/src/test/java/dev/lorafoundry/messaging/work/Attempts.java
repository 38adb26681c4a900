package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Attempts for tests: events are recorded, commands and the end of the lease are given by hand. */
public final class Attempts {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final List<WorkEvent> events = new ArrayList<>();
  private final Attempt attempt;
  private Consumer<WorkEvent> listener = event -> {};

  private Attempts(WorkId work, int epoch) {
    Lease lease = new Lease(new LeaseEpoch(epoch), Duration.ofSeconds(30), null);
    attempt = new Attempt(work, new WorkerId("test"), lease, this::record, () -> NOW);
  }

  public static Attempts at(WorkId work, int epoch) {
    return new Attempts(work, epoch);
  }

  public Attempt attempt() {
    return attempt;
  }

  public List<WorkEvent> events() {
    return events;
  }

  /** The events of one type, in order. */
  public <E extends WorkEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public WorkEvent last() {
    return events.get(events.size() - 1);
  }

  /** Does something at every event. */
  public Attempts listening(Consumer<WorkEvent> other) {
    listener = other;
    return this;
  }

  /** What the API answers to heartbeats from now on. */
  public void command(Command command) {
    attempt.renewed(command, NOW);
  }

  public void loseLease() {
    attempt.lost();
  }

  private void record(WorkEvent event) {
    events.add(event);
    listener.accept(event);
  }
}
