package dev.lorafoundry.api.preset.jdbc;

import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.preset.OwnPresets;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Presets that people have saved, in PostgreSQL. */
@Component
final class JdbcOwnPresets implements OwnPresets {
  private static final Logger log = LoggerFactory.getLogger(JdbcOwnPresets.class);

  private final JdbcClient jdbc;

  /** Names of presets that are passed over, each of which is told once. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  JdbcOwnPresets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Preset> all() {
    return jdbc.sql("select * from preset order by key").query(this::preset).list().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public int count() {
    return jdbc.sql("select count(*) from preset").query(Integer.class).single();
  }

  @Override
  public Optional<Preset> find(String name) {
    if (isNobodys(name)) {
      return Optional.empty();
    }
    return jdbc.sql("select * from preset where key = :key")
        .param("key", Names.key(name))
        .query(this::preset)
        .optional()
        .flatMap(Function.identity());
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
    return !isNobodys(name)
        && jdbc.sql("delete from preset where key = :key").param("key", Names.key(name)).update()
            == 1;
  }

  /** Whether it has a character that PostgreSQL refuses in every text. */
  private static boolean isNobodys(String name) {
    return name.indexOf('\0') >= 0;
  }

  /** Empty if its settings, which an earlier version allowed, are allowed no more. */
  private Optional<Preset> preset(ResultSet row, int number) throws SQLException {
    String name = row.getString("name");
    try {
      return Optional.of(
          Preset.saved(
              name,
              row.getString("purpose"),
              StoredJson.readMap(row, "settings"),
              StoredJson.readMap(row, "preview")));
    } catch (InvalidSettings e) {
      if (told.add(name)) {
        log.warn(
            "The preset '{}' is passed over, remove it and save it anew: {}", name, e.getMessage());
      }
      return Optional.empty();
    }
  }
}
