package dev.lorafoundry.api.retention.jdbc;

import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filed.Kind;
import dev.lorafoundry.api.retention.Remains;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of all features, as far as they have rows of deleted versions. */
@Component
final class JdbcRemains implements Remains {
  /**
   * In this order, so that each is there for the next. What jobs, previews and tasks have goes with
   * them, and what pictures have with the version.
   */
  private static final List<String> REMOVING =
      List.of(
          """
          delete from work where id in (
            select id from job where version_id = any(:versions)
            union all select id from preview where version_id = any(:versions)
            union all select id from preparation where version = any(:versions)
            union all select id from lora_task where version_id = any(:versions))
          """,
          "delete from kept_object where version = any(:versions)",
          // why: jobs of other versions have ended that began with these, and are not tied to them
          """
          delete from job_needs_checkpoint where checkpoint_id in (
            select c.id from checkpoint c
            where c.version_id = any(:versions) or c.job_id in (
              select id from job where version_id = any(:versions)))
          """,
          "delete from lora_task where version_id = any(:versions)",
          "delete from run where version_id = any(:versions)",
          "delete from checkpoint where version_id = any(:versions)");

  /** why: a snapshot of another version may begin to need one while this is under way */
  private static final String DISCARD =
      """
      insert into discarded_object (object_key, not_before)
      select distinct key, now() + interval '1 minute' from (
        select unnest(cast(:objects as text[])) as key
        union all select object_key from picture where version = any(:versions)
        union all select mask_key from picture where version = any(:versions)
        union all select x.object_key from processed_picture x
          join picture p on p.id = x.picture where p.version = any(:versions)
        union all select object_key from kept_object where version = any(:versions)) as keys
      where key is not null
      on conflict (object_key) do update
        set not_before = greatest(discarded_object.not_before, excluded.not_before),
          noted_at = excluded.noted_at
      """;

  private static final String FOLDERS =
      """
      select 'jobs/' || id || '/' from job where version_id = any(:versions)
      union all select 'previews/' || id || '/' from preview where version_id = any(:versions)
      union all select 'loras/' || id || '/' from lora_task where version_id = any(:versions)
      """;

  private final JdbcClient jdbc;

  JdbcRemains(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> folders(Filed what) {
    return jdbc.sql(FOLDERS).param("versions", versions(what)).query(String.class).list();
  }

  @Override
  public void lockCheckpoints(Filed what) {
    jdbc.sql(
            """
            select id from checkpoint where version_id = any(:versions)
            order by job_id, step for update
            """)
        .param("versions", versions(what))
        .query()
        .listOfRows();
  }

  @Override
  public void remove(Filed what, Collection<String> objects) {
    UUID[] versions = versions(what);
    jdbc.sql(DISCARD)
        .param("versions", versions)
        .param("objects", objects.toArray(String[]::new))
        .update();
    REMOVING.forEach(sql -> jdbc.sql(sql).param("versions", versions).update());
    // why: pictures name concepts, and both go with the version in an order that nobody knows
    jdbc.sql("delete from picture where version = any(:versions)")
        .param("versions", versions)
        .update();
    jdbc.sql("delete from %s where id = :id".formatted(what.kind().words()))
        .param("id", what.id())
        .update();
  }

  private UUID[] versions(Filed what) {
    String column = what.kind() == Kind.PROJECT ? "project" : "id";
    return jdbc.sql("select id from version where %s = :id".formatted(column))
        .param("id", what.id())
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }
}
