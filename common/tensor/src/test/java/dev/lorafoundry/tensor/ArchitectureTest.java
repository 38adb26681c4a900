package dev.lorafoundry.tensor;

import dev.lorafoundry.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  @Test
  void keepsTheRules() {
    ArchitectureRules.of("dev.lorafoundry.tensor").check();
  }
}
