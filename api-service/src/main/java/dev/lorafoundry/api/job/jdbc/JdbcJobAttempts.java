package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.AttemptCourse;
import dev.lorafoundry.api.job.JobAttempts;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What attempts said, in PostgreSQL. */
@Component
final class JdbcJobAttempts implements JobAttempts {
  private final JdbcClient jdbc;

  JdbcJobAttempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void began(JobId job, AttemptCourse course) {
    jdbc.sql(
            """
            insert into job_attempt (job_id, attempt, first_step, last_step, steps_per_epoch)
            values (:job, :attempt, :first, :last, :perEpoch)
            on conflict (job_id, attempt) do update
            set first_step = excluded.first_step, last_step = excluded.last_step,
              steps_per_epoch = excluded.steps_per_epoch
            """)
        .param("job", job.value())
        .param("attempt", course.attempt().value())
        .param("first", course.firstStep())
        .param("last", course.lastStep())
        .param("perEpoch", course.stepsPerEpoch())
        .update();
  }

  @Override
  public void reached(JobId job, LeaseEpoch attempt, long step) {
    jdbc.sql(
            """
            update job_attempt set last_step = :step where job_id = :job and attempt = :attempt
            """)
        .param("job", job.value())
        .param("attempt", attempt.value())
        .param("step", step)
        .update();
  }

  @Override
  public void failed(JobId job, LeaseEpoch attempt, FailureKind failure) {
    jdbc.sql(
            """
            insert into job_attempt
              (job_id, attempt, first_step, last_step, steps_per_epoch, failure)
            values (:job, :attempt, 0, 0, 0, :failure)
            on conflict (job_id, attempt) do update set failure = excluded.failure
            """)
        .param("job", job.value())
        .param("attempt", attempt.value())
        .param("failure", failure.name())
        .update();
  }

  @Override
  public List<AttemptCourse> of(JobId job) {
    return jdbc.sql("select * from job_attempt where job_id = :job order by attempt")
        .param("job", job.value())
        .query(JdbcJobAttempts::course)
        .list();
  }

  private static AttemptCourse course(ResultSet row, int number) throws SQLException {
    String failure = row.getString("failure");
    return new AttemptCourse(
        new LeaseEpoch(row.getInt("attempt")),
        row.getLong("first_step"),
        row.getLong("last_step"),
        row.getLong("steps_per_epoch"),
        failure == null ? null : FailureKind.valueOf(failure));
  }
}
