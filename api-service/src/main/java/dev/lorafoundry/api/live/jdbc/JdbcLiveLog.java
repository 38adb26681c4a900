package dev.lorafoundry.api.live.jdbc;

import dev.lorafoundry.api.live.LiveEvent;
import dev.lorafoundry.api.live.LiveFilter;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Live events in PostgreSQL. */
@Component
final class JdbcLiveLog implements LiveLog {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final InstantSource clock;

  JdbcLiveLog(JdbcClient jdbc, PlatformTransactionManager transactions, InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Override
  public void changed(LiveTopic topic, UUID subject, VersionId version, @Nullable RunId run) {
    jdbc.sql(
            """
            insert into live_event (topic, subject, version_id, run_id, at)
            values (:topic, :subject, :version, :run, :now)
            """)
        .param("topic", topic.name())
        .param("subject", subject)
        .param("version", version.value())
        .param("run", run == null ? null : run.value())
        .param("now", Times.of(clock.instant()))
        .update();
  }

  @Override
  public void sequence() {
    if (anyFresh()) {
      transactions.executeWithoutResult(
          status -> {
            if (takeTurn()) {
              mergeFresh();
              placeFresh();
            }
          });
    }
  }

  private boolean anyFresh() {
    return jdbc.sql("select exists (select 1 from live_event where position is null)")
        .query(Boolean.class)
        .single();
  }

  private boolean takeTurn() {
    return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('live-events'))")
        .query(Boolean.class)
        .single();
  }

  private void mergeFresh() {
    jdbc.sql(
            """
            delete from live_event where id in (
              select id from (
                select id, row_number() over (partition by topic, subject order by id desc) as age
                from live_event where position is null) fresh
              where age > 1)
            """)
        .update();
  }

  private void placeFresh() {
    jdbc.sql(
            """
            with placed as (
              select id, nextval('live_position') as position
              from (select id from live_event where position is null order by id) fresh)
            update live_event set position = placed.position
            from placed where live_event.id = placed.id
            """)
        .update();
  }

  @Override
  public List<LiveEvent> between(long position, long last, LiveFilter filter, int limit) {
    return jdbc.sql(
            """
            select position, topic, subject from live_event
            where position > :position and position <= :last
              and (cast(:version as uuid) is null or version_id = :version)
              and (cast(:run as uuid) is null or run_id = :run)
            order by position limit :limit
            """)
        .param("position", position)
        .param("last", last)
        .param("version", filter.version() == null ? null : filter.version().value())
        .param("run", filter.run() == null ? null : filter.run().value())
        .param("limit", limit)
        .query(
            (row, number) ->
                new LiveEvent(
                    row.getLong("position"),
                    LiveTopic.valueOf(row.getString("topic")),
                    row.getObject("subject", UUID.class)))
        .list();
  }

  @Override
  public long newest() {
    return jdbc.sql("select coalesce(max(position), 0) from live_event").query(Long.class).single();
  }

  @Override
  public long oldest() {
    return jdbc.sql("select coalesce(min(position), 0) from live_event").query(Long.class).single();
  }

  @Override
  public int forgetBefore(Instant time) {
    return jdbc.sql(
            """
            delete from live_event
            where at < :time
              and (position is null or position < (select max(position) from live_event))
            """)
        .param("time", Times.of(time))
        .update();
  }
}
