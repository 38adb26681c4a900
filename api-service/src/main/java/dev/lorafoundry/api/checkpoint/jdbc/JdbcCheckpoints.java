package dev.lorafoundry.api.checkpoint.jdbc;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointFilter;
import dev.lorafoundry.api.checkpoint.CheckpointOrder;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Checkpoints in PostgreSQL. */
@Component
final class JdbcCheckpoints implements Checkpoints {
  private static final String ADMITTED =
      """
      c.version_id = :version and (:anyJob or c.job_id = any(:jobs))
        and (:any or c.id = any(:among))
      """;

  private final JdbcClient jdbc;

  JdbcCheckpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean add(Checkpoint checkpoint) {
    return jdbc.sql(
                """
                insert into checkpoint (id, job_id, run_id, version_id, name, epoch, step, last,
                  by_step, average_loss, validation_loss, key, sha256, bytes, created_at, task_id)
                values (:id, :job, :run, :version, :name, :epoch, :step, :last, :byStep, :averageLoss,
                  :validationLoss, :key, :sha256, :bytes, :createdAt, :task)
                on conflict do nothing
                """)
            .param("id", checkpoint.id().value())
            .param("job", checkpoint.job().value())
            .param("run", checkpoint.run().value())
            .param("version", checkpoint.version().value())
            .param("name", checkpoint.name())
            .param("epoch", checkpoint.epoch())
            .param("step", checkpoint.step())
            .param("last", checkpoint.last())
            .param("byStep", checkpoint.byStep())
            .param("averageLoss", checkpoint.averageLoss())
            .param("validationLoss", checkpoint.validationLoss())
            .param("key", checkpoint.key())
            .param("sha256", checkpoint.sha256())
            .param("bytes", checkpoint.bytes())
            .param("createdAt", Times.of(checkpoint.createdAt()))
            .param(
                "task", Optional.ofNullable(checkpoint.task()).map(LoraTaskId::value).orElse(null))
            .update()
        == 1;
  }

  @Override
  public Optional<Checkpoint> find(CheckpointId id) {
    return jdbc.sql("select * from checkpoint where id = :id")
        .param("id", id.value())
        .query(JdbcCheckpoints::checkpoint)
        .optional();
  }

  @Override
  public Map<CheckpointId, Checkpoint> all(Collection<CheckpointId> ids) {
    return jdbc
        .sql("select * from checkpoint where id = any(:ids)")
        .param("ids", ids.stream().map(CheckpointId::value).toArray(UUID[]::new))
        .query(JdbcCheckpoints::checkpoint)
        .list()
        .stream()
        .collect(Collectors.toMap(Checkpoint::id, Function.identity()));
  }

  /** why: in the order of {@link #locked}, so that nobody waits for one who waits for him */
  @Override
  public List<Checkpoint> inUse(Collection<CheckpointId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return jdbc.sql("select * from checkpoint where id in (:ids) order by job_id, step for share")
        .param("ids", ids.stream().map(CheckpointId::value).toList())
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  @Override
  public List<Checkpoint> locked(JobId job) {
    return jdbc.sql(
            """
            select * from checkpoint where job_id = :job and task_id is null
            order by step for update
            """)
        .param("job", job.value())
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  @Override
  public void drop(CheckpointId id, Instant at) {
    jdbc.sql("update checkpoint set dropped_at = :at where id = :id")
        .param("id", id.value())
        .param("at", Times.of(at))
        .update();
  }

  @Override
  public void makeLast(Checkpoint checkpoint, String name) {
    jdbc.sql(
            """
            update checkpoint set last = (id = :id),
              name = case when id = :id then :name else name end
            where job_id = :job and task_id is null and (last or id = :id)
            """)
        .param("id", checkpoint.id().value())
        .param("job", checkpoint.job().value())
        .param("name", name)
        .update();
  }

  @Override
  public List<Checkpoint> ofJob(JobId job) {
    return jdbc.sql(
            """
            select * from checkpoint where job_id = :job and task_id is null order by step
            """)
        .param("job", job.value())
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  @Override
  public List<Checkpoint> ofRun(RunId run) {
    return jobByJob("c.run_id = :id", run.value());
  }

  @Override
  public List<Checkpoint> ofEpochs(RunId run) {
    return jobByJob("c.run_id = :id and not c.by_step", run.value());
  }

  @Override
  public List<Checkpoint> ofVersion(VersionId version) {
    return jobByJob("c.version_id = :id", version.value());
  }

  @Override
  public List<Checkpoint> ofVersion(
      VersionId version, CheckpointFilter filter, CheckpointOrder order, long offset, int most) {
    String sql =
        """
        select c.* from checkpoint c join job j on j.id = c.job_id
        where %s
        order by %s j.version_id <> c.version_id, j.created_at desc, j.place, j.id,
          c.task_id is not null, c.step, c.id
        offset :offset limit :most
        """
            .formatted(ADMITTED, first(order));
    return admitted(sql, version, filter)
        .param("offset", offset)
        .param("most", most)
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  /** What comes before the order of jobs. */
  private static String first(CheckpointOrder order) {
    return switch (order) {
      case JOB -> "";
      case STEP -> "c.step,";
      case LOSS -> "c.average_loss,";
      case VALIDATION -> "c.validation_loss nulls last,";
    };
  }

  @Override
  public long countOfVersion(VersionId version, CheckpointFilter filter) {
    return admitted("select count(*) from checkpoint c where " + ADMITTED, version, filter)
        .query(Long.class)
        .single();
  }

  private StatementSpec admitted(String sql, VersionId version, CheckpointFilter filter) {
    Set<JobId> jobs = Optional.ofNullable(filter.jobs()).orElse(Set.of());
    Set<CheckpointId> among = Optional.ofNullable(filter.among()).orElse(Set.of());
    return jdbc.sql(sql)
        .param("version", version.value())
        .param("anyJob", filter.jobs() == null)
        .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
        .param("any", filter.among() == null)
        .param("among", among.stream().map(CheckpointId::value).toArray(UUID[]::new));
  }

  @Override
  public Set<JobId> jobsOfVersion(VersionId version) {
    return jdbc.sql("select distinct job_id from checkpoint where version_id = :version")
        .param("version", version.value())
        .query((row, number) -> new JobId(row.getObject("job_id", UUID.class)))
        .set();
  }

  @Override
  public List<Checkpoint> madeIn(VersionId version) {
    return jdbc.sql(
            """
            select * from checkpoint where version_id = :version and task_id is not null
            order by created_at desc, id
            """)
        .param("version", version.value())
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  @Override
  public List<Checkpoint> newest(Collection<VersionId> versions, int most) {
    return jdbc.sql(
            """
            select * from checkpoint where version_id = any(:versions) and dropped_at is null
            order by by_step, created_at desc, step desc limit :most
            """)
        .param("versions", versions.stream().map(VersionId::value).toArray(UUID[]::new))
        .param("most", most)
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  private List<Checkpoint> jobByJob(String condition, UUID id) {
    return jdbc.sql(
            """
            select c.* from checkpoint c join job j on j.id = c.job_id
            where %s and c.task_id is null order by j.place, c.step
            """
                .formatted(condition))
        .param("id", id)
        .query(JdbcCheckpoints::checkpoint)
        .list();
  }

  private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
    return new Checkpoint(
        new CheckpointId(row.getObject("id", UUID.class)),
        new JobId(row.getObject("job_id", UUID.class)),
        new RunId(row.getObject("run_id", UUID.class)),
        new VersionId(row.getObject("version_id", UUID.class)),
        row.getString("name"),
        row.getInt("epoch"),
        row.getLong("step"),
        row.getBoolean("last"),
        row.getBoolean("by_step"),
        row.getDouble("average_loss"),
        row.getObject("validation_loss", Double.class),
        row.getString("key"),
        row.getString("sha256"),
        row.getLong("bytes"),
        Times.read(row, "created_at"),
        Times.readOptional(row, "dropped_at"),
        Optional.ofNullable(row.getObject("task_id", UUID.class))
            .map(LoraTaskId::new)
            .orElse(null));
  }
}
