package dev.lorafoundry.api.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Since when the same replicas, of which this is one, hear what workers say. */
public final class Hearing {
  private final InstantSource clock;
  private volatile @Nullable Instant since;

  Hearing(InstantSource clock) {
    this.clock = clock;
  }

  /** It is settled anew who hears what: some of it may have waited until now. */
  public void begin() {
    since = clock.instant();
  }

  /** Whether it has gone on for so long. */
  boolean lasts(Duration time) {
    Instant began = since;
    return began != null && !clock.instant().isBefore(began.plus(time));
  }
}
