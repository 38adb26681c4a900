package dev.lorafoundry.api.job.jdbc;

import dev.lorafoundry.api.access.Owners;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobFilter;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.BaseModelId;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
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

/** Jobs in PostgreSQL. */
@Component
final class JdbcJobs implements Jobs {
  private static final String MATCHING =
      """
      (cast(:version as uuid) is null or version_id = :version)
      and (cast(:run as uuid) is null or run_id = :run)
      and (cast(:owner as uuid) is null or owner = :owner)
      and (:anyState or state in (:states))
      and not exists (
        select 1 from version v join project p on p.id = v.project
        where v.id = job.version_id and (v.deleted_at is not null or p.deleted_at is not null))
      """;

  private static final List<String> DONE_OR_DUE =
      Arrays.stream(WorkState.values()).filter(WorkState::doneOrDue).map(Enum::name).toList();

  private final JdbcClient jdbc;

  JdbcJobs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Job job) {
    jdbc.sql(
            """
            insert into job (id, run_id, version_id, name, base_model_id, base_model, snapshot_key,
              batch_size, settings, priority, planned_steps, created_at, owner, state, attempts, worker, reason,
              started_at, ended_at, attempt_since, worked_millis, step, total_steps, epoch, loss,
              learning_rate, steps_per_second, final_loss, validation_loss, checkpoints)
            values (:id, :run, :version, :name, :baseModelId, cast(:baseModel as jsonb),
              :snapshotKey, :batchSize, cast(:settings as jsonb), :priority, :plannedSteps, :createdAt, :owner, :state,
              :attempts, :worker, :reason, :startedAt, :endedAt, :attemptSince, :workedMillis,
              :step, :totalSteps, :epoch, :loss, :learningRate, :stepsPerSecond, :finalLoss,
              :validationLoss, :checkpoints)
            """)
        .params(JobParameters.ticket(job.ticket()))
        .params(JobParameters.standing(job.standing()))
        .params(JobParameters.progress(job.progress()))
        .update();
    job.ticket().settings().start().loras().forEach(id -> need(job.id(), id));
  }

  @Override
  public Set<CheckpointId> begunWith(Collection<CheckpointId> checkpoints) {
    if (checkpoints.isEmpty()) {
      return Set.of();
    }
    return jdbc.sql(
            """
            select distinct checkpoint_id from job_needs_checkpoint
            where checkpoint_id in (:checkpoints)
            """)
        .param("checkpoints", checkpoints.stream().map(CheckpointId::value).toList())
        .query((row, number) -> new CheckpointId(row.getObject("checkpoint_id", UUID.class)))
        .set();
  }

  /** why: registered LoRAs are named in the same way, and nobody can delete these */
  private void need(JobId job, UUID lora) {
    jdbc.sql(
            """
            insert into job_needs_checkpoint (job_id, checkpoint_id)
            select :job, id from checkpoint where id = :lora
            """)
        .param("job", job.value())
        .param("lora", lora)
        .update();
  }

  @Override
  public Optional<Job> find(JobId id) {
    return jdbc.sql("select * from job where id = :id")
        .param("id", id.value())
        .query(JobRows::job)
        .optional();
  }

  @Override
  public Map<JobId, Job> all(Collection<JobId> jobs) {
    return jdbc
        .sql("select * from job where id = any(:jobs) order by created_at desc, place")
        .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
        .query(JobRows::job)
        .list()
        .stream()
        .collect(
            Collectors.toMap(Job::id, Function.identity(), (one, same) -> one, LinkedHashMap::new));
  }

  @Override
  public void save(Job job) {
    jdbc.sql(
            """
            update job set state = :state, attempts = :attempts, worker = :worker,
              reason = :reason, started_at = :startedAt, ended_at = :endedAt,
              attempt_since = :attemptSince, worked_millis = :workedMillis, step = :step,
              total_steps = :totalSteps, epoch = :epoch, loss = :loss,
              learning_rate = :learningRate, steps_per_second = :stepsPerSecond,
              final_loss = :finalLoss, validation_loss = :validationLoss, checkpoints = :checkpoints
            where id = :id
            """)
        .param("id", job.id().value())
        .params(JobParameters.standing(job.standing()))
        .params(JobParameters.progress(job.progress()))
        .update();
  }

  @Override
  public void prioritise(JobId id, Priority priority) {
    jdbc.sql("update job set priority = :priority where id = :id")
        .param("id", id.value())
        .param("priority", priority.level())
        .update();
  }

  @Override
  public List<Job> ofRun(RunId run) {
    return jdbc.sql("select * from job where run_id = :run order by place")
        .param("run", run.value())
        .query(JobRows::job)
        .list();
  }

  @Override
  public Map<RunId, List<Job>> ofRuns(Collection<RunId> runs) {
    return jdbc
        .sql("select * from job where run_id = any(:runs) order by place")
        .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
        .query(JobRows::job)
        .list()
        .stream()
        .collect(Collectors.groupingBy(job -> job.ticket().run()));
  }

  @Override
  public Map<JobId, String> namesOf(Collection<JobId> jobs) {
    return jdbc
        .sql("select id, name from job where id = any(:jobs)")
        .param("jobs", jobs.stream().map(JobId::value).toArray(UUID[]::new))
        .query(
            (row, number) ->
                Map.entry(new JobId(row.getObject("id", UUID.class)), row.getString("name")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<Job> list(JobFilter filter, long offset, int limit) {
    String sql =
        "select * from job where "
            + MATCHING
            + "order by created_at desc, place offset :offset limit :limit";
    return matching(sql, filter)
        .param("offset", offset)
        .param("limit", limit)
        .query(JobRows::job)
        .list();
  }

  @Override
  public long count(JobFilter filter) {
    return matching("select count(*) from job where " + MATCHING, filter)
        .query(Long.class)
        .single();
  }

  private StatementSpec matching(String sql, JobFilter filter) {
    List<String> states = filter.states().stream().map(Enum::name).toList();
    return jdbc.sql(sql)
        .param("version", filter.version() == null ? null : filter.version().value())
        .param("run", filter.run() == null ? null : filter.run().value())
        .param("owner", Owners.of(filter.owner()))
        .param("anyState", states.isEmpty())
        .param("states", states.isEmpty() ? List.of("") : states);
  }

  @Override
  public List<Job> doneOrDue(VersionId version, BaseModelId model, String snapshotKey) {
    return jdbc.sql(
            """
            select * from job
            where version_id = :version and base_model_id = :model and snapshot_key = :snapshot
              and state in (:states)
            order by created_at, place
            """)
        .param("version", version.value())
        .param("model", model.value())
        .param("snapshot", snapshotKey)
        .param("states", DONE_OR_DUE)
        .query(JobRows::job)
        .list();
  }

  @Override
  public Set<String> takenNames(VersionId version) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('job-names'), hashtext(:version))")
        .param("version", version.toString())
        .query((row, number) -> number)
        .single();
    return names(version);
  }

  @Override
  public Set<String> names(VersionId version) {
    return Set.copyOf(
        jdbc.sql("select name from job where version_id = :version")
            .param("version", version.value())
            .query(String.class)
            .list());
  }
}
