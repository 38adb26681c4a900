package dev.lorafoundry.messaging.work;

import dev.lorafoundry.messaging.deadletter.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * What all work of a process is done with.
 *
 * @param letters where offers go that can't be read
 * @param clock what leases are measured by
 */
public record Workshop(
    WorkDesk desk,
    EventPublisher events,
    DeadLetters letters,
    MeterRegistry meters,
    InstantSource clock,
    Rhythm rhythm) {}
