package dev.lorafoundry.api.loratask.jdbc;

import dev.lorafoundry.api.loratask.LoraTask;
import dev.lorafoundry.api.loratask.LoraTasks;
import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.LoraTaskJob;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.LoraTaskSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** LoRA tasks in PostgreSQL. */
@Component
final class JdbcLoraTasks implements LoraTasks {
  private final JdbcClient jdbc;

  JdbcLoraTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(LoraTask task) {
    LoraTask.Ticket ticket = task.ticket();
    jdbc.sql(
            """
            insert into lora_task (id, version_id, name, sources, settings, state, attempts,
              reason, result, created_at, ended_at)
            values (:id, :version, :name, cast(:sources as jsonb), cast(:settings as jsonb), :state,
              :attempts, :reason, cast(:result as jsonb), :createdAt, :endedAt)
            """)
        .params(changing(task))
        .param("version", ticket.version().value())
        .param("name", ticket.name())
        .param("sources", StoredJson.of(ticket.sources()))
        .param("settings", StoredJson.of(ticket.settings()))
        .param("createdAt", Times.of(ticket.createdAt()))
        .update();
  }

  @Override
  public Optional<LoraTask> find(LoraTaskId id) {
    return jdbc.sql("select * from lora_task where id = :id")
        .param("id", id.value())
        .query(JdbcLoraTasks::task)
        .optional();
  }

  @Override
  public void save(LoraTask task) {
    jdbc.sql(
            """
            update lora_task set state = :state, attempts = :attempts, reason = :reason,
              result = cast(:result as jsonb), ended_at = :endedAt
            where id = :id
            """)
        .params(changing(task))
        .update();
  }

  private static Map<String, @Nullable Object> changing(LoraTask task) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", task.id().value());
    values.put("state", task.standing().state().name());
    values.put("attempts", task.standing().attempts());
    values.put("reason", task.standing().reason());
    values.put("result", task.result() == null ? null : StoredJson.of(task.result()));
    values.put("endedAt", Times.of(task.standing().endedAt()));
    return values;
  }

  @Override
  public List<LoraTask> ofVersion(VersionId version, long offset, int limit) {
    return jdbc.sql(
            """
            select * from lora_task where version_id = :version
            order by place desc offset :offset limit :limit
            """)
        .param("version", version.value())
        .param("offset", offset)
        .param("limit", limit)
        .query(JdbcLoraTasks::task)
        .list();
  }

  @Override
  public long countOfVersion(VersionId version) {
    return jdbc.sql("select count(*) from lora_task where version_id = :version")
        .param("version", version.value())
        .query(Long.class)
        .single();
  }

  @Override
  public Set<CheckpointId> neededOf(Collection<CheckpointId> checkpoints) {
    return jdbc
        .sql(
            """
            select distinct source->'lora'->>'id' from lora_task
              cross join jsonb_array_elements(sources) source
            where ended_at is null and source->'lora'->>'id' = any(:ids)
            """)
        .param("ids", checkpoints.stream().map(CheckpointId::toString).toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .map(CheckpointId::parse)
        .collect(Collectors.toSet());
  }

  private static LoraTask task(ResultSet row, int number) throws SQLException {
    return new LoraTask(ticket(row), standing(row), result(row));
  }

  private static LoraTask.Ticket ticket(ResultSet row) throws SQLException {
    return new LoraTask.Ticket(
        new LoraTaskId(row.getObject("id", UUID.class)),
        new VersionId(row.getObject("version_id", UUID.class)),
        row.getString("name"),
        List.of(StoredJson.read(row, "sources", LoraTaskJob.Source[].class)),
        StoredJson.read(row, "settings", LoraTaskSettings.class),
        Times.read(row, "created_at"));
  }

  private static LoraTask.Standing standing(ResultSet row) throws SQLException {
    return new LoraTask.Standing(
        WorkState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getString("reason"),
        Times.readOptional(row, "ended_at"));
  }

  private static LoraTask.@Nullable Result result(ResultSet row) throws SQLException {
    return row.getString("result") == null
        ? null
        : StoredJson.read(row, "result", LoraTask.Result.class);
  }
}
