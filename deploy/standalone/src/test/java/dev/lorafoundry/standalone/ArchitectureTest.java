package dev.lorafoundry.standalone;

import dev.lorafoundry.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  @Test
  void keepsTheRules() {
    ArchitectureRules.of("dev.lorafoundry.standalone").onATerminal().check();
  }
}
