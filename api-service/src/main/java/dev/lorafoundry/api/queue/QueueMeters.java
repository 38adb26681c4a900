package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is measured of the queue. */
final class QueueMeters {
  private static final String TRANSITIONS = "lora.foundry.queue.transitions";
  private static final String RETRIES = "lora.foundry.queue.retries";
  private static final String LOST_LEASES = "lora.foundry.queue.lost.leases";
  private static final String FENCED_WRITES = "lora.foundry.queue.fenced.writes";
  private static final String REFUSED_CLAIMS = "lora.foundry.queue.refused.claims";
  private static final String REPEATED_EVENTS = "lora.foundry.queue.repeated.events";

  /** Causes of a fenced write. */
  private static final String LATE = "late";

  private static final String UNKNOWN = "unknown";

  private final MeterRegistry meters;
  private final MultiGauge depth;
  private final MultiGauge oldest;

  /** Those that had work here since the service started. */
  private final Set<Team> teams = ConcurrentHashMap.newKeySet();

  QueueMeters(MeterRegistry meters) {
    this.meters = meters;
    teams.add(Team.DEFAULT);
    this.depth =
        MultiGauge.builder("lora.foundry.queue.depth")
            .description("Work that waits for a worker.")
            .register(meters);
    this.oldest =
        MultiGauge.builder("lora.foundry.queue.oldest.age")
            .description("How long the oldest of it has waited.")
            .baseUnit("seconds")
            .register(meters);
    for (WorkKind kind : WorkKind.values()) {
      startAtZero(label(kind));
    }
  }

  /** why: alerts watch the increase, and a series that is born with its first event hides it. */
  private void startAtZero(String kind) {
    for (Transition transition : Transition.values()) {
      var unused = counter(TRANSITIONS, kind, "transition", label(transition));
    }
    for (String cause : List.of(LATE, UNKNOWN)) {
      var unused = counter(FENCED_WRITES, kind, "cause", cause);
    }
    for (String name : List.of(RETRIES, LOST_LEASES, REFUSED_CLAIMS, REPEATED_EVENTS)) {
      var unused = counter(name, kind);
    }
  }

  void changed(WorkTicket ticket, WorkChanged change) {
    String kind = label(ticket.id().kind());
    count(TRANSITIONS, kind, "transition", label(change.transition()));
    if (change.opensAttempt() && change.epoch() == 1) {
      meters
          .timer("lora.foundry.queue.wait", "kind", kind, "team", ticket.team().name())
          .record(Duration.between(ticket.submittedAt(), change.at()));
    }
    if (change.opensAttempt() && change.epoch() > 1) {
      count(RETRIES, kind);
    }
    if (change.endsAttempt() && change.leasedAt() != null) {
      meters
          .timer("lora.foundry.queue.run", "kind", kind, "end", label(change.transition()))
          .record(Duration.between(change.leasedAt(), change.at()));
    }
  }

  /** A lease ran out. */
  void leaseLost(WorkKind kind) {
    count(LOST_LEASES, label(kind));
  }

  /** A late attempt wanted to say or do something and was refused. */
  void fenced(WorkKind kind) {
    count(FENCED_WRITES, label(kind), "cause", LATE);
  }

  /** An attempt spoke of work that does not exist here. */
  void unknownWork(WorkKind kind) {
    count(FENCED_WRITES, label(kind), "cause", UNKNOWN);
  }

  /** A worker asked for work that is not to be had. */
  void claimRefused(WorkKind kind) {
    count(REFUSED_CLAIMS, label(kind));
  }

  /** An event came again. */
  void repeated(WorkKind kind) {
    count(REPEATED_EVENTS, label(kind));
  }

  /** Shows how much waits; where nothing does, it is zero for the teams that are known. */
  void waiting(List<QueueDepth> depths, Instant now) {
    depths.forEach(each -> teams.add(each.team()));
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (Shelf shelf : shelves()) {
      Optional<QueueDepth> found = depths.stream().filter(shelf::holds).findFirst();
      counts.add(MultiGauge.Row.of(shelf.tags(), found.map(QueueDepth::waiting).orElse(0L)));
      Duration age = found.map(each -> Duration.between(each.oldest(), now)).orElse(Duration.ZERO);
      ages.add(MultiGauge.Row.of(shelf.tags(), age.toMillis() / 1000.0));
    }
    depth.register(counts, true);
    oldest.register(ages, true);
  }

  private List<Shelf> shelves() {
    List<Shelf> shelves = new ArrayList<>();
    for (WorkKind kind : WorkKind.values()) {
      for (Priority priority : Priority.values()) {
        teams.forEach(team -> shelves.add(new Shelf(kind, team, priority)));
      }
    }
    return shelves;
  }

  /** One line of what waits. */
  private record Shelf(WorkKind kind, Team team, Priority priority) {
    boolean holds(QueueDepth depth) {
      return depth.kind() == kind && depth.team().equals(team) && depth.priority() == priority;
    }

    Tags tags() {
      return Tags.of("kind", label(kind), "team", team.name(), "priority", priority.label());
    }
  }

  private void count(String name, String kind, String... more) {
    counter(name, kind, more).increment();
  }

  private Counter counter(String name, String kind, String... more) {
    return meters.counter(name, Tags.of("kind", kind).and(more));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
