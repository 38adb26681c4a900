package dev.lorafoundry.contracts;

import dev.lorafoundry.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  @Test
  void keepsTheRules() {
    ArchitectureRules.of("dev.lorafoundry.contracts").check();
  }
}
