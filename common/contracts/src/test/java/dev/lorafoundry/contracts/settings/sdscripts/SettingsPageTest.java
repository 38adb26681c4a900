package dev.lorafoundry.contracts.settings.sdscripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/settings.md equal to what the settings say of themselves. After a change of a setting:
 * {@code mvn verify -pl common/contracts -am -Dtest=SettingsPageTest -Dsettings.rewrite=true}.
 */
final class SettingsPageTest {
  private static final Path COMMITTED = Path.of("..", "..", "docs", "settings.md");

  @Test
  void isAsItWasCommitted() throws IOException {
    String written = SettingsPage.write();
    if (Boolean.getBoolean("settings.rewrite")) {
      Files.writeString(COMMITTED, written);
    }

    assertThat(written)
        .as("docs/settings.md is out of date: run this test with -Dsettings.rewrite=true")
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void namesEverySettingAndEveryOption() {
    String page = SettingsPage.write();

    for (Part part : Part.values()) {
      assertThat(part.catalogue().definitions())
          .extracting(SettingDefinition::name)
          .allMatch(name -> page.contains("| `" + name + "` |"));
    }
    assertThat(Options.ALL.all())
        .extracting(option -> option.name().replace('.', ' '))
        .allMatch(name -> page.contains("| `--" + name + "` |"));
  }
}
