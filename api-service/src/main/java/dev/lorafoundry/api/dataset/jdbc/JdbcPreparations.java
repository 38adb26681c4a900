package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.api.dataset.Picture;
import dev.lorafoundry.api.dataset.PictureForm;
import dev.lorafoundry.api.dataset.Preparation;
import dev.lorafoundry.api.dataset.Preparations;
import dev.lorafoundry.api.dataset.UploadReport.RefusedFile;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.PictureId;
import dev.lorafoundry.contracts.PreparationId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Preparations in PostgreSQL. */
@Component
final class JdbcPreparations implements Preparations {
  private static final String WAITING = "WAITING";
  private static final String PREPARED = "PREPARED";
  private static final String REFUSED = "REFUSED";
  private static final String ALL =
      """
      select p.*, (select count(*) from preparation_item i
                   where i.preparation = p.id and i.outcome = 'PREPARED') as prepared,
             coalesce((select jsonb_agg(jsonb_build_object('name', i.name, 'reason', i.reason)
                                        order by i.index)
                       from preparation_item i
                       where i.preparation = p.id and i.outcome = 'REFUSED'), '[]') as refused
      from preparation p
      """;

  private final JdbcClient jdbc;

  JdbcPreparations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Preparation preparation, List<Picture> pictures) {
    int added =
        jdbc.sql(
                """
                insert into preparation (id, version, form, state, total, reason, created_at,
                  ended_at)
                select :id, :version, :form, :state, :total, :reason, :createdAt, :endedAt
                where not exists (
                  select 1 from preparation where version = :version and ended_at is null)
                """)
            .param("id", preparation.id().value())
            .param("version", preparation.version().value())
            .param("form", preparation.form().value())
            .param("state", preparation.state().name())
            .param("total", preparation.total())
            .param("reason", preparation.reason())
            .param("createdAt", Times.of(preparation.createdAt()))
            .param("endedAt", Times.of(preparation.endedAt()))
            .update();
    if (added == 1) {
      pictures.forEach(picture -> insert(preparation.id(), picture));
    }
    return added == 1;
  }

  private void insert(PreparationId id, Picture picture) {
    jdbc.sql(
            """
            insert into preparation_item (preparation, picture, index, name, outcome, reason)
            values (:preparation, :picture, :index, :name, :outcome, '')
            """)
        .param("preparation", id.value())
        .param("picture", picture.id().value())
        .param("index", picture.index())
        .param("name", picture.original().name())
        .param("outcome", WAITING)
        .update();
  }

  @Override
  public Optional<Preparation> find(PreparationId id) {
    return one(jdbc.sql(ALL + "where p.id = :id").param("id", id.value()));
  }

  @Override
  public Optional<Preparation> underWay(VersionId version) {
    return one(
        jdbc.sql(ALL + "where p.version = :version and p.ended_at is null")
            .param("version", version.value()));
  }

  private Optional<Preparation> one(StatementSpec query) {
    return query.query(JdbcPreparations::read).optional();
  }

  @Override
  public List<Preparation> list(VersionId version, long offset, int count) {
    return jdbc.sql(
            ALL + "where p.version = :version order by p.place desc offset :offset limit :count")
        .param("version", version.value())
        .param("offset", offset)
        .param("count", count)
        .query(JdbcPreparations::read)
        .list();
  }

  @Override
  public long count(VersionId version) {
    return jdbc.sql("select count(*) from preparation where version = :version")
        .param("version", version.value())
        .query(Long.class)
        .single();
  }

  @Override
  public void prepared(PreparationId id, PictureId picture) {
    settle(id, picture, PREPARED, "");
  }

  @Override
  public void refused(PreparationId id, PictureId picture, String reason) {
    settle(id, picture, REFUSED, reason);
  }

  private void settle(PreparationId id, PictureId picture, String outcome, String reason) {
    jdbc.sql(
            """
            update preparation_item set outcome = :outcome, reason = :reason
            where preparation = :id and picture = :picture
            """)
        .param("id", id.value())
        .param("picture", picture.value())
        .param("outcome", outcome)
        .param("reason", reason)
        .update();
  }

  @Override
  public void stands(PreparationId id, WorkState state, String reason, @Nullable Instant endedAt) {
    jdbc.sql(
            """
            update preparation set state = :state, reason = :reason, ended_at = :endedAt
            where id = :id
            """)
        .param("id", id.value())
        .param("state", state.name())
        .param("reason", reason)
        .param("endedAt", Times.of(endedAt))
        .update();
  }

  private static Preparation read(ResultSet row, int number) throws SQLException {
    PreparationId id = new PreparationId(row.getObject("id", UUID.class));
    return new Preparation(
        id,
        new VersionId(row.getObject("version", UUID.class)),
        new PictureForm(row.getString("form")),
        WorkState.valueOf(row.getString("state")),
        row.getInt("total"),
        row.getInt("prepared"),
        List.of(StoredJson.read(row, "refused", RefusedFile[].class)),
        row.getString("reason"),
        Times.read(row, "created_at"),
        Times.readOptional(row, "ended_at"));
  }
}
