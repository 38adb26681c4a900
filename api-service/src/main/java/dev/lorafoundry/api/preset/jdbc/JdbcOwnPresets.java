package dev.lorafoundry.api.preset.jdbc;

import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.preset.OwnPresets;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.project.Names;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Presets that people have saved, in PostgreSQL. */
@Component
final class JdbcOwnPresets implements OwnPresets {
  private final JdbcClient jdbc;

  JdbcOwnPresets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Preset> all() {
    return jdbc.sql("select * from preset order by key").query(JdbcOwnPresets::preset).list();
  }

  @Override
  public Optional<Preset> find(String name) {
    return jdbc.sql("select * from preset where key = :key")
        .param("key", Names.key(name))
        .query(JdbcOwnPresets::preset)
        .optional();
  }

  @Override
  public boolean add(Preset preset, Instant at) {
    return jdbc.sql(
                """
                insert into preset (key, name, purpose, settings, preview, created_at)
                values (:key, :name, :purpose, cast(:settings as jsonb), cast(:preview as jsonb), :at)
                on conflict (key) do nothing
                """)
            .param("key", Names.key(preset.name()))
            .param("name", preset.name())
            .param("purpose", preset.purpose())
            .param("settings", StoredJson.of(preset.settings()))
            .param("preview", StoredJson.of(preset.preview()))
            .param("at", Times.of(at))
            .update()
        == 1;
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("delete from preset where key = :key").param("key", Names.key(name)).update()
        == 1;
  }

  private static Preset preset(ResultSet row, int number) throws SQLException {
    return Preset.saved(
        row.getString("name"),
        row.getString("purpose"),
        StoredJson.readMap(row, "settings"),
        StoredJson.readMap(row, "preview"));
  }
}
