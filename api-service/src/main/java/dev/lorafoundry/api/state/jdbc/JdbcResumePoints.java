package dev.lorafoundry.api.state.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.state.ResumePoints;
import dev.lorafoundry.api.state.SpentStates;
import dev.lorafoundry.contracts.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Resume points in the queue's own table, and marks of what was deleted in one beside it. */
@Component
final class JdbcResumePoints implements ResumePoints {
  private final JdbcClient jdbc;

  JdbcResumePoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<SpentStates> spent(Instant doneBefore, Instant lostBefore, int limit) {
    return jdbc.sql(
            """
            with spent as (
              select id, epoch, since,
                case when state in ('DONE', 'FAILED', 'CANCELLED') then :all else resume_step end
                  as below
              from work
              where kind = 'TRAINING' and epoch > 0 and (
                state = 'DONE' and since < :doneBefore
                or state in ('FAILED', 'CANCELLED') and since < :lostBefore
                or state not in ('DONE', 'FAILED', 'CANCELLED') and resume_step is not null))
            select s.id, s.epoch, s.below
            from spent s left join purged_state p on p.job_id = s.id
            where p.job_id is null or p.epoch < s.epoch or p.below < s.below
            order by s.since limit :limit
            """)
        .param("all", SpentStates.ALL)
        .param("doneBefore", Times.of(doneBefore))
        .param("lostBefore", Times.of(lostBefore))
        .param("limit", limit)
        .query(JdbcResumePoints::read)
        .list();
  }

  private static SpentStates read(ResultSet row, int number) throws SQLException {
    return new SpentStates(
        new JobId(row.getObject("id", UUID.class)), row.getInt("epoch"), row.getLong("below"));
  }

  @Override
  public boolean giveUp(JobId job, int epoch) {
    return jdbc.sql(
                """
                update work set resume_key = null, resume_sha256 = null, resume_step = null
                where kind = 'TRAINING' and id = :job and epoch = :epoch
                  and state in ('DONE', 'FAILED', 'CANCELLED')
                """)
            .param("job", job.value())
            .param("epoch", epoch)
            .update()
        == 1;
  }

  @Override
  public void deleted(SpentStates states) {
    jdbc.sql(
            """
            insert into purged_state (job_id, epoch, below) values (:job, :epoch, :below)
            on conflict (job_id) do update set epoch = excluded.epoch, below = excluded.below
            """)
        .param("job", states.job().value())
        .param("epoch", states.epoch())
        .param("below", states.below())
        .update();
  }
}
