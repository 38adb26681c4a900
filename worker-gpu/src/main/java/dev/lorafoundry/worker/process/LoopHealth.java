package dev.lorafoundry.worker.process;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy as long as the loop takes offers or works. */
final class LoopHealth implements HealthIndicator {
  private final Loop loop;

  LoopHealth(Loop loop) {
    this.loop = loop;
  }

  @Override
  public Health health() {
    return loop.alive() ? Health.up().build() : Health.down().build();
  }
}
