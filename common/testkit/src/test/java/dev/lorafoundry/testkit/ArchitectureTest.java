package dev.lorafoundry.testkit;

import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  @Test
  void keepsTheRules() {
    ArchitectureRules.of("dev.lorafoundry.testkit").check();
  }
}
