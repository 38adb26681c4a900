package dev.lorafoundry.messaging.work;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells how time goes by, whatever is done to the machine's clock: after years it may be seconds
 * away from what people call the time.
 */
public final class SteadyClock implements InstantSource {
  private final Instant begin = Instant.now();
  private final long nanos = System.nanoTime();

  @Override
  public Instant instant() {
    return begin.plusNanos(System.nanoTime() - nanos);
  }
}
