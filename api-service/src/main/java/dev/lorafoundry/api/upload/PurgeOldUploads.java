package dev.lorafoundry.api.upload;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets uploads that were not completed in time. What is stored of them is discarded as well. */
final class PurgeOldUploads implements Duty {
  private final Uploads uploads;
  private final InstantSource clock;

  PurgeOldUploads(Uploads uploads, InstantSource clock) {
    this.uploads = uploads;
    this.clock = clock;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void perform() {
    uploads.purge(clock.instant());
  }
}
