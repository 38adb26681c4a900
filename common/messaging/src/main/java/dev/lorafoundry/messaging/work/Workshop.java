package dev.lorafoundry.messaging.work;

import dev.lorafoundry.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * What all work of a process is done with.
 *
 * @param letters where offers go that can't be read
 * @param clock what time it is, for people
 * @param steady what leases and waits are measured by
 */
public record Workshop(
    WorkDesk desk,
    EventPublisher events,
    DeadLetters letters,
    MeterRegistry meters,
    InstantSource clock,
    InstantSource steady,
    Rhythm rhythm) {
  /** With one clock for all, which never jumps. */
  public Workshop(
      WorkDesk desk,
      EventPublisher events,
      DeadLetters letters,
      MeterRegistry meters,
      InstantSource clock,
      Rhythm rhythm) {
    this(desk, events, letters, meters, clock, clock, rhythm);
  }
}
