package dev.lorafoundry.api.run.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.run.Halving;
import dev.lorafoundry.api.run.Keep;
import dev.lorafoundry.api.run.KeepForm;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.PreviewSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs in PostgreSQL. */
@Component
final class JdbcRuns implements Runs {
  private final JdbcClient jdbc;

  JdbcRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Run run) {
    jdbc.sql(
            """
            insert into run (id, version_id, base_model_id, settings, zip, preview,
              preview_after_training, priority, notes, keep, halving, created_at, owner)
            values (:id, :version, :baseModel, cast(:settings as jsonb), cast(:zip as jsonb),
              cast(:preview as jsonb), :previewAfterTraining, :priority, cast(:notes as jsonb),
              cast(:keep as jsonb), cast(:halving as jsonb), :createdAt,
              :owner)
            """)
        .param("id", run.id().value())
        .param("version", run.version().value())
        .param("baseModel", run.baseModel().value())
        .param("settings", StoredJson.of(run.settings()))
        .param("zip", StoredJson.of(run.zip()))
        .param("preview", StoredJson.of(run.preview()))
        .param("previewAfterTraining", run.previewAfterTraining())
        .param("priority", run.priority().level())
        .param("notes", StoredJson.of(run.notes()))
        .param("keep", run.keep() == null ? null : StoredJson.of(KeepForm.of(run.keep())))
        .param("halving", run.halving() == null ? null : StoredJson.of(run.halving()))
        .param("createdAt", Times.of(run.createdAt()))
        .param("owner", Owners.of(run.owner()))
        .update();
  }

  @Override
  public Optional<Run> find(RunId id) {
    return jdbc.sql("select * from run where id = :id")
        .param("id", id.value())
        .query(JdbcRuns::run)
        .optional();
  }

  @Override
  public void lock(RunId id) {
    jdbc.sql("select id from run where id = :id for update")
        .param("id", id.value())
        .query(UUID.class)
        .list();
  }

  @Override
  public List<Run> ofVersion(VersionId version, long offset, int limit) {
    return jdbc.sql(
            """
            select * from run where version_id = :version
            order by created_at desc, id offset :offset limit :limit
            """)
        .param("version", version.value())
        .param("offset", offset)
        .param("limit", limit)
        .query(JdbcRuns::run)
        .list();
  }

  @Override
  public long count(VersionId version) {
    return jdbc.sql("select count(*) from run where version_id = :version")
        .param("version", version.value())
        .query(Long.class)
        .single();
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    return new Run(
        new RunId(row.getObject("id", UUID.class)),
        new VersionId(row.getObject("version_id", UUID.class)),
        new BaseModelId(row.getObject("base_model_id", UUID.class)),
        StoredJson.readMap(row, "settings"),
        StoredJson.readGroups(row, "zip"),
        StoredJson.read(row, "preview", PreviewSettings.class),
        row.getBoolean("preview_after_training"),
        Priority.ofLevel(row.getInt("priority")),
        StoredJson.readTexts(row, "notes"),
        keep(row),
        halving(row),
        Times.read(row, "created_at"),
        Owners.read(row));
  }

  private static @Nullable Halving halving(ResultSet row) throws SQLException {
    return row.getString("halving") == null ? null : StoredJson.read(row, "halving", Halving.class);
  }

  private static @Nullable Keep keep(ResultSet row) throws SQLException {
    return row.getString("keep") == null
        ? null
        : StoredJson.read(row, "keep", KeepForm.class).keep();
  }
}
