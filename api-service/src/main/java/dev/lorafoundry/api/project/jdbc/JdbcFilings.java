package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.Belonging;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filed.Kind;
import dev.lorafoundry.api.project.Filing;
import dev.lorafoundry.api.project.Filings;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.VersionArchived;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where projects and versions are, in their own tables. Whoever asks for new work of a version
 * shares a lock on its row and on its project's, and whoever puts one of these away has it alone:
 * so nothing that is deleted gets work meanwhile.
 */
@Component
final class JdbcFilings implements Filings, OpenVersions {
  private final JdbcClient jdbc;

  JdbcFilings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Filing> find(Filed what) {
    return find(what, "");
  }

  @Override
  public Optional<Filing> locked(Filed what) {
    return find(what, " for update");
  }

  @Override
  public Optional<Filing> above(Filed what) {
    if (what.kind() == Kind.PROJECT) {
      return Optional.empty();
    }
    return jdbc.sql(
            """
            select p.* from version v join project p on p.id = v.project
            where v.id = :id for share of p
            """)
        .param("id", what.id())
        .query(
            (row, number) -> filing(new Filed(Kind.PROJECT, row.getObject("id", UUID.class)), row))
        .optional();
  }

  @Override
  public Optional<VersionId> deletedWith(Belonging kind, UUID id) {
    return jdbc.sql(
            """
            select v.id from version v join project p on p.id = v.project
            where v.id = (%s where id = :id)
              and (v.deleted_at is not null or p.deleted_at is not null)
            """
                .formatted(owners(kind)))
        .param("id", id)
        .query((row, number) -> new VersionId(row.getObject("id", UUID.class)))
        .optional();
  }

  private static String owners(Belonging kind) {
    return switch (kind) {
      case PICTURE -> "select version from picture";
      case CONCEPT -> "select version from concept";
      case PREPARATION -> "select version from preparation";
      case RUN -> "select version_id from run";
      case JOB -> "select version_id from job";
      case CHECKPOINT -> "select version_id from checkpoint";
      case PREVIEW -> "select version_id from preview";
      case LORA_TASK -> "select version_id from lora_task";
    };
  }

  private Optional<Filing> find(Filed what, String lock) {
    return jdbc.sql("select * from " + table(what) + " where id = :id" + lock)
        .param("id", what.id())
        .query((row, number) -> filing(what, row))
        .optional();
  }

  private static Filing filing(Filed what, ResultSet row) throws SQLException {
    return new Filing(
        what,
        row.getString("name"),
        Times.readOptional(row, "archived_at"),
        Times.readOptional(row, "deleted_at"));
  }

  private static String table(Filed what) {
    return what.kind().words();
  }

  @Override
  public void archive(Filed what, @Nullable Instant at) {
    set(what, "archived_at", at);
  }

  @Override
  public void delete(Filed what, @Nullable Instant at) {
    String name = find(what, "").map(Filing::name).orElse("");
    try {
      set(what, "deleted_at", at);
    } catch (DuplicateKeyException e) {
      throw what.kind() == Kind.PROJECT ? NameTaken.byProject(name) : NameTaken.byVersion(name);
    }
  }

  private void set(Filed what, String column, @Nullable Instant at) {
    jdbc.sql(
            "update %s set %s = cast(:at as timestamptz) where id = :id"
                .formatted(table(what), column))
        .param("at", Times.of(at))
        .param("id", what.id())
        .update();
  }

  @Override
  public Ties ties(Filed what, Instant goneBefore) {
    int open =
        jdbc.sql(Tied.OPEN_WORK.formatted(own(what)))
            .param("id", what.id())
            .query(Integer.class)
            .single();
    List<String> users =
        jdbc.sql(Tied.USERS.formatted(own(what)))
            .param("id", what.id())
            .param("before", Times.of(goneBefore))
            .query(String.class)
            .list();
    return new Ties(open, users);
  }

  /** Its versions. */
  private static String own(Filed what) {
    return what.kind() == Kind.PROJECT ? "project = :id" : "id = :id";
  }

  @Override
  public List<Filed> due(Instant deletedBefore, int most) {
    return jdbc.sql(
            """
            select kind, id from (
              select 'PROJECT' as kind, id from project where deleted_at < :before
              union all
              select 'VERSION', id from version where deleted_at < :before) as due
            order by random() limit :most
            """)
        .param("before", Times.of(deletedBefore))
        .param("most", most)
        .query(
            (row, number) ->
                new Filed(Kind.valueOf(row.getString("kind")), row.getObject("id", UUID.class)))
        .list();
  }

  @Override
  public void require(VersionId id) {
    State state =
        jdbc.sql(
                """
                select v.name, p.name as project_name, v.archived_at is not null as archived,
                  p.archived_at is not null as project_archived
                from version v join project p on p.id = v.project
                where v.id = :id and v.deleted_at is null and p.deleted_at is null
                for share
                """)
            .param("id", id.value())
            .query(JdbcFilings::state)
            .optional()
            .orElseThrow(() -> new VersionNotFound(id));
    if (state.archived()) {
      throw VersionArchived.itself(state.name());
    }
    if (state.projectArchived()) {
      throw VersionArchived.withProject(state.projectName());
    }
  }

  @Override
  public boolean isOpen(VersionId id) {
    return jdbc.sql(
                """
                select count(*) from version v join project p on p.id = v.project
                where v.id = :id and v.deleted_at is null and v.archived_at is null
                  and p.deleted_at is null and p.archived_at is null
                """)
            .param("id", id.value())
            .query(Integer.class)
            .single()
        > 0;
  }

  private static State state(ResultSet row, int number) throws SQLException {
    return new State(
        row.getString("name"),
        row.getString("project_name"),
        row.getBoolean("archived"),
        row.getBoolean("project_archived"));
  }

  private record State(
      String name, String projectName, boolean archived, boolean projectArchived) {}
}
