package dev.lorafoundry.api.upload.jdbc;

import dev.lorafoundry.api.dataset.ConceptId;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.upload.Upload;
import dev.lorafoundry.api.upload.Upload.Dataset;
import dev.lorafoundry.api.upload.Upload.File;
import dev.lorafoundry.api.upload.Upload.Models;
import dev.lorafoundry.api.upload.Upload.Part;
import dev.lorafoundry.api.upload.Upload.Report;
import dev.lorafoundry.api.upload.Upload.Target;
import dev.lorafoundry.api.upload.UploadId;
import dev.lorafoundry.api.upload.Uploads;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploads in PostgreSQL. */
@Component
final class JdbcUploads implements Uploads {
  private final JdbcClient jdbc;

  JdbcUploads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void lock(String owner) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('uploads of ' || :owner, 0))")
        .param("owner", owner)
        .query()
        .listOfRows();
  }

  @Override
  public void add(Upload upload) {
    Dataset dataset = upload.target() instanceof Dataset found ? found : null;
    jdbc.sql(
            """
            insert into upload (id, owner, version, concept, name, modified, bytes, expires_at)
            values (:id, :owner, :version, :concept, :name, :modified, :bytes, :expiresAt)
            """)
        .param("id", upload.id().value())
        .param("owner", upload.owner())
        .param("version", dataset == null ? null : dataset.version().value())
        .param("concept", dataset == null ? null : dataset.concept().value())
        .param("name", upload.file().name())
        .param("modified", upload.file().modified())
        .param("bytes", upload.file().bytes())
        .param("expiresAt", Times.of(upload.expiresAt()))
        .update();
  }

  @Override
  public Optional<Upload> find(UploadId id) {
    return jdbc.sql("select * from upload where id = :id")
        .param("id", id.value())
        .query(JdbcUploads::read)
        .optional();
  }

  @Override
  public List<Upload> open(String owner) {
    return jdbc.sql(
            "select * from upload where owner = :owner and report is null order by name, id")
        .param("owner", owner)
        .query(JdbcUploads::read)
        .list();
  }

  private static Upload read(ResultSet row, int number) throws SQLException {
    return new Upload(
        new UploadId(row.getObject("id", UUID.class)),
        row.getString("owner"),
        target(row),
        new File(row.getString("name"), row.getString("modified"), row.getLong("bytes")),
        row.getLong("received"),
        Times.read(row, "expires_at"),
        Times.readOptional(row, "adding_until"),
        row.getString("report") == null ? null : StoredJson.read(row, "report", Report.class));
  }

  private static Target target(ResultSet row) throws SQLException {
    @Nullable UUID version = row.getObject("version", UUID.class);
    return version == null
        ? new Models()
        : new Dataset(new VersionId(version), new ConceptId(row.getObject("concept", UUID.class)));
  }

  @Override
  public boolean append(UploadId id, Part part, int mostParts) {
    return jdbc.sql(
                """
                with next as (
                  update upload set received = received + :bytes
                  where id = :id and received = :start and received + :bytes <= bytes
                    and (select count(*) from upload_part where upload = :id) < :mostParts
                  returning id)
                insert into upload_part (upload, start, bytes, object_key)
                select id, :start, :bytes, :key from next
                """)
            .param("id", id.value())
            .param("start", part.start())
            .param("bytes", part.bytes())
            .param("key", part.key())
            .param("mostParts", mostParts)
            .update()
        == 1;
  }

  @Override
  public List<Part> parts(UploadId id) {
    return jdbc.sql("select * from upload_part where upload = :id order by start")
        .param("id", id.value())
        .query(
            (row, number) ->
                new Part(row.getLong("start"), row.getLong("bytes"), row.getString("object_key")))
        .list();
  }

  @Override
  public boolean take(UploadId id, Instant now, Instant until) {
    return jdbc.sql(
                """
                update upload set adding_until = :until
                where id = :id and received = bytes and report is null
                  and (adding_until is null or adding_until < :now)
                """)
            .param("id", id.value())
            .param("now", Times.of(now))
            .param("until", Times.of(until))
            .update()
        == 1;
  }

  @Override
  public void giveBack(UploadId id, Instant until) {
    jdbc.sql("update upload set adding_until = null where id = :id and adding_until = :until")
        .param("id", id.value())
        .param("until", Times.of(until))
        .update();
  }

  @Override
  public boolean close(UploadId id, Report report) {
    boolean first =
        jdbc.sql(
                    """
                    update upload set report = cast(:report as jsonb)
                    where id = :id and report is null
                    """)
                .param("id", id.value())
                .param("report", StoredJson.of(report))
                .update()
            == 1;
    jdbc.sql("delete from upload_part where upload = :id").param("id", id.value()).update();
    return first;
  }

  @Override
  public boolean remove(UploadId id, Instant now) {
    return jdbc.sql(
                """
                delete from upload
                where id = :id and (adding_until is null or adding_until < :now)
                """)
            .param("id", id.value())
            .param("now", Times.of(now))
            .update()
        == 1;
  }

  @Override
  public void purge(Instant now) {
    jdbc.sql(
            """
            delete from upload
            where expires_at < :now and (adding_until is null or adding_until < :now)
            """)
        .param("now", Times.of(now))
        .update();
  }
}
