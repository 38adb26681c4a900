package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.JobLogs;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.LogLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Log lines in PostgreSQL; a whole event's lines go in one statement. */
@Component
final class JdbcJobLogs implements JobLogs {
  private final JdbcClient jdbc;

  JdbcJobLogs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void append(
      JobId job, LeaseEpoch attempt, Instant at, LogLevel level, List<String> lines) {
    String[] texts =
        lines.stream()
            .skip(Math.max(0, lines.size() - KEPT))
            .map(text -> storable(JobLogs.cut(text)))
            .toArray(String[]::new);
    jdbc.sql(
            """
            insert into job_log (job_id, attempt, at, level, text)
            select :job, :attempt, cast(:at as timestamptz), :level, text
            from unnest(cast(:texts as text[])) with ordinality as lines (text, place)
            order by place
            """)
        .param("job", job.value())
        .param("attempt", attempt.value())
        .param("at", Times.of(at))
        .param("level", level.name())
        .param("texts", texts)
        .update();
    dropOldest(job);
  }

  /** PostgreSQL's texts can't hold the character 0. */
  private static String storable(String text) {
    return text.replace('\0', ' ');
  }

  private void dropOldest(JobId job) {
    jdbc.sql(
            """
            delete from job_log where job_id = :job and line <= (
              select line from job_log where job_id = :job order by line desc
              offset :kept limit 1)
            """)
        .param("job", job.value())
        .param("kept", KEPT)
        .update();
  }

  @Override
  public List<Line> after(JobId job, long number) {
    return jdbc.sql(
            """
            select line, attempt, at, level, text from job_log
            where job_id = :job and line > :number order by line
            """)
        .param("job", job.value())
        .param("number", number)
        .query(JdbcJobLogs::line)
        .list();
  }

  @Override
  public List<Line> troubles(JobId job, LeaseEpoch attempt, int before, int most) {
    return jdbc.sql(
            """
            select * from (
              select * from (
                select line, attempt, at, level, text, bool_or(level <> 'INFO') over (
                  order by line rows between current row and :before following) as matters
                from job_log where job_id = :job and attempt = :attempt) said
              where matters order by line desc limit :most) newest
            order by line
            """)
        .param("job", job.value())
        .param("attempt", attempt.value())
        .param("before", before)
        .param("most", most)
        .query(JdbcJobLogs::line)
        .list();
  }

  private static Line line(ResultSet row, int number) throws SQLException {
    return new Line(
        row.getLong("line"),
        new LeaseEpoch(row.getInt("attempt")),
        Times.read(row, "at"),
        LogLevel.valueOf(row.getString("level")),
        row.getString("text"));
  }
}
