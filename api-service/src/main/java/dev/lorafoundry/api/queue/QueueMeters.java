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

/** What is measured of the queue. */
final class QueueMeters {
  private final MeterRegistry meters;
  private final MultiGauge depth;
  private final MultiGauge oldest;

  QueueMeters(MeterRegistry meters) {
    this.meters = meters;
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
          .timer("lora.foundry.queue.wait", "kind", kind)
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

  /** Shows how much waits; kinds and priorities without any show zero. */
  void waiting(List<QueueDepth> depths, Instant now) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (WorkKind kind : WorkKind.values()) {
      for (Priority priority : Priority.values()) {
        Optional<QueueDepth> found = find(depths, kind, priority);
        Tags tags = Tags.of("kind", label(kind), "priority", priority.label());
        counts.add(MultiGauge.Row.of(tags, found.map(QueueDepth::waiting).orElse(0L)));
        Duration age =
            found.map(each -> Duration.between(each.oldest(), now)).orElse(Duration.ZERO);
        ages.add(MultiGauge.Row.of(tags, age.toMillis() / 1000.0));
      }
    }
    depth.register(counts, true);
    oldest.register(ages, true);
  }

  private static Optional<QueueDepth> find(
      List<QueueDepth> depths, WorkKind kind, Priority priority) {
    return depths.stream()
        .filter(each -> each.kind() == kind && each.priority() == priority)
        .findFirst();
  }

  private void count(String name, String kind, String... more) {
    meters.counter(name, Tags.of("kind", kind).and(more)).increment();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
