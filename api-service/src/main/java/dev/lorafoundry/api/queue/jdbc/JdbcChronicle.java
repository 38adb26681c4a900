package dev.lorafoundry.api.queue.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.AttemptRecord;
import dev.lorafoundry.api.queue.Chronicle;
import dev.lorafoundry.api.queue.WorkChanged;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to all work, in PostgreSQL. */
@Component
final class JdbcChronicle implements Chronicle {
  private final JdbcClient jdbc;

  JdbcChronicle(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void record(WorkChanged change) {
    jdbc.sql(
            """
            insert into work_change (kind, id, transition, from_state, to_state, dispatch, epoch,
              worker, leased_at, at, reason)
            values (:kind, :id, :transition, :from, :to, :dispatch, :epoch, :worker, :leasedAt,
              :at, :reason)
            """)
        .params(WorkParameters.change(change))
        .param("from", change.from().name())
        .param("to", change.to().name())
        .param("leasedAt", Times.of(change.leasedAt()))
        .update();
    if (change.opensAttempt()) {
      openAttempt(change);
    } else if (change.endsAttempt()) {
      endAttempt(change);
    }
  }

  private void openAttempt(WorkChanged change) {
    jdbc.sql(
            """
            insert into attempt (kind, id, epoch, worker, dispatch, claimed_at)
            values (:kind, :id, :epoch, :worker, :dispatch, :at)
            """)
        .params(WorkParameters.change(change))
        .update();
  }

  private void endAttempt(WorkChanged change) {
    jdbc.sql(
            """
            update attempt set ended_at = :at, ended_by = :transition, reason = :reason
            where kind = :kind and id = :id and epoch = :epoch
            """)
        .params(WorkParameters.change(change))
        .update();
  }

  @Override
  public boolean hear(WorkId id, LeaseEpoch epoch, long sequence) {
    return jdbc.sql(
                """
                update attempt set heard = :sequence
                where kind = :kind and id = :id and epoch = :epoch and heard < :sequence
                """)
            .params(WorkParameters.key(id))
            .param("epoch", epoch.value())
            .param("sequence", sequence)
            .update()
        == 1;
  }

  @Override
  public List<AttemptRecord> attempts(WorkId id) {
    return jdbc.sql("select * from attempt where kind = :kind and id = :id order by epoch")
        .params(WorkParameters.key(id))
        .query(WorkRows::attempt)
        .list();
  }

  @Override
  public List<WorkChanged> history(WorkId id) {
    return jdbc.sql("select * from work_change where kind = :kind and id = :id order by line")
        .params(WorkParameters.key(id))
        .query(WorkRows::change)
        .list();
  }

  @Override
  public Set<WorkId> settled(WorkKind kind, Collection<WorkId> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return jdbc.sql(
            """
            select kind, id from work_change
            where kind = :kind and id = any(:ids) and transition = 'SETTLE'
            """)
        .param("kind", kind.name())
        .param("ids", ids.stream().map(WorkId::value).toArray(UUID[]::new))
        .query(WorkRows::id)
        .set();
  }
}
