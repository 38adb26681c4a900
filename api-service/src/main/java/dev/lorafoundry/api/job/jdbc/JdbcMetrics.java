package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.job.Metrics;
import dev.lorafoundry.api.job.Validation;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Points in PostgreSQL; a whole event's points go in one statement. */
@Component
final class JdbcMetrics implements Metrics {
  private final JdbcClient jdbc;

  JdbcMetrics(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(JobId job, LeaseEpoch attempt, List<Point> points) {
    jdbc.sql(
            """
            insert into job_point
              (job_id, step, attempt, loss, learning_rate, text_encoder_rate)
            select :job, step, :attempt, loss, rate, text_rate
            from unnest(cast(:steps as bigint[]), cast(:losses as double precision[]),
              cast(:rates as double precision[]), cast(:textRates as double precision[]))
              as points (step, loss, rate, text_rate)
            on conflict (job_id, step) do update
            set attempt = excluded.attempt, loss = excluded.loss,
              learning_rate = excluded.learning_rate,
              text_encoder_rate = excluded.text_encoder_rate
            where job_point.attempt <= excluded.attempt
            """)
        .param("job", job.value())
        .param("attempt", attempt.value())
        .param("steps", points.stream().map(Point::step).toArray(Long[]::new))
        .param("losses", points.stream().map(Point::loss).toArray(Double[]::new))
        .param("rates", points.stream().map(Point::learningRate).toArray(Double[]::new))
        .param(
            "textRates", points.stream().map(Point::textEncoderLearningRate).toArray(Double[]::new))
        .update();
  }

  @Override
  public void add(JobId job, LeaseEpoch attempt, Validation validation) {
    jdbc.sql(
            """
            insert into job_validation (job_id, epoch, step, attempt, loss)
            values (:job, :epoch, :step, :attempt, :loss)
            on conflict (job_id, epoch) do update
            set step = excluded.step, attempt = excluded.attempt, loss = excluded.loss
            where job_validation.attempt <= excluded.attempt
            """)
        .param("job", job.value())
        .param("epoch", validation.epoch())
        .param("step", validation.step())
        .param("attempt", attempt.value())
        .param("loss", validation.loss())
        .update();
  }

  @Override
  public List<Validation> validations(JobId job) {
    return jdbc.sql(
            "select epoch, step, loss from job_validation where job_id = :job order by epoch")
        .param("job", job.value())
        .query(
            (row, number) ->
                new Validation(row.getInt("epoch"), row.getLong("step"), row.getDouble("loss")))
        .list();
  }

  @Override
  public void forgetAfter(JobId job, long step) {
    for (String table : List.of("job_point", "job_validation")) {
      jdbc.sql("delete from %s where job_id = :job and step > :step".formatted(table))
          .param("job", job.value())
          .param("step", step)
          .update();
    }
  }

  @Override
  public List<Point> after(JobId job, long step, int limit) {
    return jdbc.sql(
            """
            select step, loss, learning_rate, text_encoder_rate from job_point
            where job_id = :job and step > :step order by step limit :limit
            """)
        .param("job", job.value())
        .param("step", step)
        .param("limit", limit)
        .query(JdbcMetrics::point)
        .list();
  }

  @Override
  public long countAfter(JobId job, long step) {
    return jdbc.sql("select count(*) from job_point where job_id = :job and step > :step")
        .param("job", job.value())
        .param("step", step)
        .query(Long.class)
        .single();
  }

  @Override
  public List<Point> means(JobId job, long step, long every) {
    return jdbc.sql(
            """
            select max(step) as step, avg(loss) as loss, avg(learning_rate) as learning_rate,
              avg(text_encoder_rate) as text_encoder_rate
            from job_point where job_id = :job and step > :step
            group by (step - :step - 1) / :every order by 1
            """)
        .param("job", job.value())
        .param("step", step)
        .param("every", every)
        .query(JdbcMetrics::point)
        .list();
  }

  /** why: with a limit of one, so that each point is looked up by its key however many there are */
  @Override
  public Map<JobId, List<Point>> thinned(Map<JobId, Long> reached, int most) {
    List<JobId> jobs = List.copyOf(reached.keySet());
    return jdbc
        .sql(
            """
            select wanted.job, p.step, p.loss, p.learning_rate, p.text_encoder_rate
            from unnest(cast(:jobs as uuid[]), cast(:reached as bigint[])) as wanted (job, reached)
            cross join lateral generate_series(wanted.reached, 1,
              -greatest(1, (wanted.reached + :most - 1) / :most)) as taken (step)
            cross join lateral (
              select * from job_point k where k.job_id = wanted.job and k.step = taken.step
              limit 1) p
            order by wanted.job, p.step
            """)
        .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
        .param("reached", jobs.stream().map(reached::get).toArray(Long[]::new))
        .param("most", most)
        .query(
            (row, number) ->
                Map.entry(new JobId(row.getObject("job", UUID.class)), point(row, number)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Point point(ResultSet row, int number) throws SQLException {
    return new Point(
        row.getLong("step"),
        row.getDouble("loss"),
        row.getDouble("learning_rate"),
        row.getObject("text_encoder_rate", Double.class));
  }
}
