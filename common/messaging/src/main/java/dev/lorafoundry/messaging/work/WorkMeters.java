package dev.lorafoundry.messaging.work;

import dev.lorafoundry.contracts.WorkKind;
import io.micrometer.core.instrument.Counter;
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
  private final Counter unheard;
  private final Counter broken;

  WorkMeters(MeterRegistry meters, WorkKind kind) {
    this.meters = meters;
    this.kind = label(kind);
    // why: here and not when something happens first; alerts watch the increase
    this.unheard = meters.counter("lora.foundry.worker.unheard", Tags.of("kind", this.kind));
    this.broken = meters.counter("lora.foundry.worker.loop.failures", Tags.of("kind", this.kind));
    for (Answer answer : Answer.values()) {
      var unused = offers(answer);
    }
  }

  void offer(Answer answer) {
    offers(answer).increment();
  }

  private Counter offers(Answer answer) {
    return meters.counter(
        "lora.foundry.worker.offers", Tags.of("kind", kind, "answer", label(answer)));
  }

  void attempt(End end, Duration time) {
    meters
        .timer("lora.foundry.worker.attempts", Tags.of("kind", kind, "end", label(end)))
        .record(time);
  }

  /** The last word of an attempt did not reach the API: its lease runs out instead. */
  void unheard() {
    unheard.increment();
  }

  /** The loop broke and began anew. */
  void broken() {
    broken.increment();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
