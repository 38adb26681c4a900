package dev.lorafoundry.api.live;

import dev.lorafoundry.api.duty.Duty;
import java.time.Duration;

/**
 * Gives positions to what changed, whether a page is open or not: what waits stays little, and a
 * page that opens after hours of training waits for nothing.
 */
final class SequenceEvents implements Duty {
  private final LiveLog log;
  private final LiveSettings settings;

  SequenceEvents(LiveLog log, LiveSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.sendEvery();
  }

  @Override
  public void perform() {
    log.sequence();
  }
}
