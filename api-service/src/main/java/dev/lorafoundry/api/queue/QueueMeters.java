package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkKind;
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
  }

  void changed(WorkTicket ticket, WorkChanged change) {
    String kind = label(ticket.id().kind());
    count("lora.foundry.queue.transitions", kind, "transition", label(change.transition()));
    if (change.opensAttempt() && change.epoch() == 1) {
      meters
          .timer("lora.foundry.queue.wait", "kind", kind, "team", ticket.team().name())
          .record(Duration.between(ticket.submittedAt(), change.at()));
    }
    if (change.opensAttempt() && change.epoch() > 1) {
      count("lora.foundry.queue.retries", kind);
    }
    if (change.endsAttempt() && change.leasedAt() != null) {
      meters
          .timer("lora.foundry.queue.run", "kind", kind, "end", label(change.transition()))
          .record(Duration.between(change.leasedAt(), change.at()));
    }
  }

  /** A lease ran out. */
  void leaseLost(WorkKind kind) {
    count("lora.foundry.queue.lost.leases", label(kind));
  }

  /** A late attempt wanted to say or do something and was refused. */
  void fenced(WorkKind kind) {
    count("lora.foundry.queue.fenced.writes", label(kind), "cause", "late");
  }

  /** An attempt spoke of work that does not exist here. */
  void unknownWork(WorkKind kind) {
    count("lora.foundry.queue.fenced.writes", label(kind), "cause", "unknown");
  }

  /** A worker asked for work that is not to be had. */
  void claimRefused(WorkKind kind) {
    count("lora.foundry.queue.refused.claims", label(kind));
  }

  /** An event came again. */
  void repeated(WorkKind kind) {
    count("lora.foundry.queue.repeated.events", label(kind));
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
    meters.counter(name, Tags.of("kind", kind).and(more)).increment();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
