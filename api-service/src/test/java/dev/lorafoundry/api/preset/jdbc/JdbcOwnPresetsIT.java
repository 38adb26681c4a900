package dev.lorafoundry.api.preset.jdbc;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.preset.OwnPresets;
import dev.lorafoundry.api.preset.OwnPresetsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcOwnPresetsIT extends OwnPresetsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final OwnPresets presets = new JdbcOwnPresets(DATABASE.jdbc());

  @Override
  protected OwnPresets presets() {
    return presets;
  }
}
