package dev.lorafoundry.workerprocess;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healthy as long as every loop takes offers or works. */
final class LoopsHealth implements HealthIndicator {
  private final Loops loops;

  LoopsHealth(Loops loops) {
    this.loops = loops;
  }

  @Override
  public Health health() {
    return loops.alive() ? Health.up().build() : Health.down().build();
  }
}
