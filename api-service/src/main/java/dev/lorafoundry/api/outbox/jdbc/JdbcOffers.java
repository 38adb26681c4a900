package dev.lorafoundry.api.outbox.jdbc;

import dev.lorafoundry.api.outbox.OutboxBell;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.Offers;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Offers of work as messages in the outbox: the work's own message under a new dispatch id. */
@Component
final class JdbcOffers implements Offers {
  private final JdbcClient jdbc;
  private final OutboxBell bell;
  private final InstantSource clock;

  JdbcOffers(JdbcClient jdbc, OutboxBell bell, InstantSource clock) {
    this.jdbc = jdbc;
    this.bell = bell;
    this.clock = clock;
  }

  @Override
  public void offer(WorkId work, DispatchId dispatch) {
    int written =
        jdbc.sql(
                """
                insert into outbox (topic, key, value, at)
                select :topic, id::text,
                  jsonb_set(message, '{dispatch}', to_jsonb(cast(:dispatch as integer))), :now
                from work where kind = :kind and id = :id
                """)
            .param("topic", work.kind().jobsTopic())
            .param("dispatch", dispatch.value())
            .param("now", Times.of(clock.instant()))
            .param("kind", work.kind().name())
            .param("id", work.value())
            .update();
    if (written != 1) {
      throw new IllegalStateException("there is no " + work + " to offer");
    }
    bell.ringAfterCommit();
  }

  /** Sees what is being sent as not sent: that is taken off once Kafka has it. */
  @Override
  public boolean waiting(WorkKind kind, Instant madeBefore) {
    return jdbc.sql("select exists (select 1 from outbox where topic = :topic and at < :before)")
        .param("topic", kind.jobsTopic())
        .param("before", Times.of(madeBefore))
        .query(Boolean.class)
        .single();
  }
}
