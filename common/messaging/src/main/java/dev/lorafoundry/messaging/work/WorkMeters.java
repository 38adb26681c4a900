package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;

/** What is measured of one worker's offers and attempts. */
final class WorkMeters {
  /** What became of an offer. */
  enum Answer {
    GRANTED,
    REFUSED,
    UNREACHABLE,
    UNREADABLE
  }

  /** How an attempt ended. */
  enum End {
    DONE,
    GIVEN_BACK,
    FAILED,
    LEASE_LOST,
    INTERRUPTED
  }

  private final MeterRegistry meters;
  private final String kind;

  WorkMeters(MeterRegistry meters, WorkKind kind) {
    this.meters = meters;
    this.kind = label(kind);
  }

  void offer(Answer answer) {
    meters
        .counter("lora.foundry.worker.offers", Tags.of("kind", kind, "answer", label(answer)))
        .increment();
  }

  void attempt(End end, Duration time) {
    meters
        .timer("lora.foundry.worker.attempts", Tags.of("kind", kind, "end", label(end)))
        .record(time);
  }

  /** The last word of an attempt did not reach the API: its lease runs out instead. */
  void unheard() {
    meters.counter("lora.foundry.worker.unheard", Tags.of("kind", kind)).increment();
  }

  /** The loop broke and began anew. */
  void broken() {
    meters.counter("lora.foundry.worker.loop.failures", Tags.of("kind", kind)).increment();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
