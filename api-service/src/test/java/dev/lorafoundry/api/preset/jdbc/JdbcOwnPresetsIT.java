package dev.lorafoundry.api.preset.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.preset.OwnPresets;
import dev.lorafoundry.api.preset.OwnPresetsContract;
import dev.lorafoundry.api.preset.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcOwnPresetsIT extends OwnPresetsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final OwnPresets presets = new JdbcOwnPresets(DATABASE.jdbc());

  @Override
  protected OwnPresets presets() {
    return presets;
  }

  @Test
  void passesOverWhatIsAllowedNoMoreUntilItIsRemoved() {
    DATABASE
        .jdbc()
        .sql(
            """
            insert into preset (key, name, purpose, settings, preview, created_at)
            values ('old', 'Old', '', '{"rank": 0}', '{}', now())
            """)
        .update();

    assertThat(presets.all()).extracting(Preset::name).doesNotContain("Old");
    assertThat(presets.find("Old")).isEmpty();
    assertThat(presets.count()).as("it takes a place").isEqualTo(presets.all().size() + 1);
    assertThat(presets.remove("Old")).isTrue();
  }
}
