package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.PreparationPlans;
import dev.lorafoundry.api.dataset.SettingsEdition;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Preparation settings in PostgreSQL, by name, so that new settings get their defaults. */
@Component
final class JdbcPreparationPlans implements PreparationPlans {
  private final JdbcClient jdbc;

  JdbcPreparationPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public SettingsEdition of(VersionId version) {
    return jdbc.sql("select * from preparation_plan where version = :version")
        .param("version", version.value())
        .query(JdbcPreparationPlans::read)
        .optional()
        .orElse(SettingsEdition.DEFAULTS);
  }

  private static SettingsEdition read(ResultSet row, int number) throws SQLException {
    return new SettingsEdition(
        SettingsCatalogue.PREPARATION.read(StoredJson.readMap(row, "settings")),
        row.getLong("edition"));
  }

  @Override
  public boolean change(VersionId version, SettingsEdition changed) {
    return jdbc.sql(
                """
                insert into preparation_plan (version, settings, edition)
                select :version, cast(:settings as jsonb), :edition
                where :edition = 1 or exists (
                  select 1 from preparation_plan where version = :version)
                on conflict (version) do update
                  set settings = excluded.settings, edition = excluded.edition
                  where preparation_plan.edition = excluded.edition - 1
                """)
            .param("version", version.value())
            .param(
                "settings",
                StoredJson.of(SettingsCatalogue.PREPARATION.valuesOf(changed.settings())))
            .param("edition", changed.edition())
            .update()
        == 1;
  }
}
