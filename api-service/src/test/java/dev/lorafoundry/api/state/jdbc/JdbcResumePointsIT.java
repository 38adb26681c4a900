package dev.lorafoundry.api.state.jdbc;

import static dev.lorafoundry.api.job.JobExample.NOON;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.jdbc.StoredJob;
import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.state.ResumePoints;
import dev.lorafoundry.api.state.ResumePointsContract;
import dev.lorafoundry.contracts.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcResumePointsIT extends ResumePointsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final ResumePoints points = new JdbcResumePoints(DATABASE.jdbc());

  @Override
  protected ResumePoints points() {
    return points;
  }

  @Override
  protected JobId aJob(WorkState state, Duration beforeNoon, int epoch, @Nullable Long resumeStep) {
    Job job = StoredJob.in(DATABASE.jdbc());
    DATABASE
        .jdbc()
        .sql(
            """
            insert into work (kind, id, team, priority, message, submitted_at, state, since,
              dispatch, epoch, setbacks, not_before, resume_step, step, total_steps, reason)
            values ('TRAINING', :id, 'team', 20, '{}', :since, :state, :since,
              0, :epoch, 0, :since, :step, 0, 0, '')
            """)
        .param("id", job.id().value())
        .param("since", Times.of(NOON.minus(beforeNoon)))
        .param("state", state.name())
        .param("epoch", epoch)
        .param("step", resumeStep)
        .update();
    return job.id();
  }

  @Override
  protected @Nullable Long resumeStep(JobId job) {
    return DATABASE
        .jdbc()
        .sql("select resume_step from work where kind = 'TRAINING' and id = :id")
        .param("id", job.value())
        .query((row, number) -> row.getObject("resume_step", Long.class))
        .list()
        .get(0);
  }
}
