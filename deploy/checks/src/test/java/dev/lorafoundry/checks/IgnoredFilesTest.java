package dev.lorafoundry.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the documents have people put into a working copy is not committed with it. */
final class IgnoredFilesTest {
  private final List<String> ignored = Repository.text(".gitignore").lines().toList();

  @Test
  void keepsTheSecretsOfAComposedSystem() {
    assertThat(Repository.text("deploy/compose/README.md"))
        .contains("cd deploy/compose\ncp env.example .env ");

    assertThat(ignored).contains("/deploy/compose/.env");
  }

  @Test
  void keepsTheModelsOfAComposedSystem() {
    assertThat(Repository.text("deploy/compose/env.example"))
        .contains("\nMODELS_FOLDER=./models\n");

    assertThat(ignored).contains("/deploy/compose/models/");
  }

  @Test
  void keepsTheStateOfAStandaloneThatIsStartedInAnyFolder() {
    assertThat(ignored).contains(".lora-foundry/");
  }
}
