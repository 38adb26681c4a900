package dev.lorafoundry.api.dataset.jdbc;

import dev.lorafoundry.contracts.VersionId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which objects are needed, by pictures and by snapshots, and which are not any more. Whoever lets
 * go of one discards it, needed elsewhere or not: so those that are need not be remembered here.
 */
final class NeededObjects {
  /**
   * why: of those that are needed only what nobody has discarded again since they were looked at
   * goes, because who holds them now may just have let go
   */
  private static final String DISCARDED =
      """
      with due as (
        select object_key, noted_at,
          exists (select 1 from kept_object k where k.object_key = d.object_key)
          or exists (select 1 from picture p where p.object_key = d.object_key)
          or exists (select 1 from picture p where p.mask_key = d.object_key)
          or exists (select 1 from processed_picture p where p.object_key = d.object_key) as needed
        from discarded_object d where not_before <= now()),
      passed_over as (
        delete from discarded_object d using due
        where due.needed and d.object_key = due.object_key and d.noted_at = due.noted_at)
      select object_key from due where not needed order by object_key limit :most
      """;

  private final JdbcClient jdbc;

  NeededObjects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void reserve(String key, Duration time) {
    jdbc.sql(
            """
            insert into discarded_object (object_key, not_before)
            values (:key, now() + :seconds * interval '1 second')
            """)
        .param("key", key)
        .param("seconds", time.toSeconds())
        .update();
  }

  boolean claim(String key) {
    return jdbc.sql("delete from discarded_object where object_key = :key and not_before > now()")
            .param("key", key)
            .update()
        == 1;
  }

  void discard(Collection<String> keys) {
    each(
        keys,
        """
        insert into discarded_object (object_key) select distinct unnest(:keys)
        on conflict (object_key) do update
          set not_before = excluded.not_before, noted_at = excluded.noted_at
        """);
  }

  void keep(VersionId version, Collection<String> keys) {
    jdbc.sql(
            """
            insert into kept_object (object_key, version)
            select distinct unnest(:keys), cast(:version as uuid) on conflict do nothing
            """)
        .param("keys", keys.toArray(String[]::new))
        .param("version", version.value())
        .update();
  }

  boolean keepToo(VersionId version, Collection<String> keys) {
    jdbc.sql(
            """
            insert into kept_object (object_key, version)
            select distinct object_key, cast(:version as uuid) from kept_object
            where object_key = any(:keys)
            on conflict do nothing
            """)
        .param("keys", keys.toArray(String[]::new))
        .param("version", version.value())
        .update();
    return jdbc.sql(
                """
                select count(*) from kept_object
                where version = :version and object_key = any(:keys)
                """)
            .param("keys", keys.toArray(String[]::new))
            .param("version", version.value())
            .query(Long.class)
            .single()
        == keys.stream().distinct().count();
  }

  List<String> discarded(int most) {
    return jdbc.sql(DISCARDED).param("most", most).query(String.class).list();
  }

  void forget(Collection<String> keys) {
    each(keys, "delete from discarded_object where object_key = any(:keys)");
  }

  private void each(Collection<String> keys, String sql) {
    if (!keys.isEmpty()) {
      jdbc.sql(sql).param("keys", keys.toArray(String[]::new)).update();
    }
  }
}
