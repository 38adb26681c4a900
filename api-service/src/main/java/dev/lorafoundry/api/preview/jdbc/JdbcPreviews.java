package dev.lorafoundry.api.preview.jdbc;

import dev.lorafoundry.api.postgres.StoredJson;
import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.preview.Look;
import dev.lorafoundry.api.preview.Preview;
import dev.lorafoundry.api.preview.Previews;
import dev.lorafoundry.api.preview.Rendering;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.PreviewEvent.Picture;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Previews in PostgreSQL. */
@Component
final class JdbcPreviews implements Previews {
  /** Pictures of a version by what they were rendered with; settings are read once a preview. */
  private static final String LOOKS =
      """
      with asked as materialized (
        select id, checkpoint_id, place, settings ->> 'prompt' as prompt,
          settings ->> 'negativePrompt' as negative_prompt,
          cast(settings ->> 'width' as integer) as width,
          cast(settings ->> 'height' as integer) as height
        from preview where version_id = :version),
      looked as (
        select asked.*, cast(picture ->> 'loraWeight' as float8) as lora_weight,
          cast(picture ->> 'cfgScale' as float8) as cfg_scale, picture ->> 'sampler' as sampler,
          cast(picture ->> 'steps' as integer) as steps,
          cast(picture ->> 'seed' as bigint) as seed, batch_index
        from asked join preview_picture on preview_id = asked.id)
      """;

  private final JdbcClient jdbc;

  JdbcPreviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Preview preview) {
    Preview.Ticket ticket = preview.ticket();
    jdbc.sql(
            """
            insert into preview (id, checkpoint_id, job_id, run_id, version_id, settings, state,
              attempts, reason, done, total, grid, notes, created_at, ended_at)
            values (:id, :checkpoint, :job, :run, :version, cast(:settings as jsonb), :state,
              :attempts, :reason, :done, :total, cast(:grid as jsonb), cast(:notes as jsonb),
              :createdAt, :endedAt)
            """)
        .params(changing(preview))
        .param("checkpoint", ticket.checkpoint().value())
        .param("job", ticket.job().value())
        .param("run", ticket.run().value())
        .param("version", ticket.version().value())
        .param("settings", StoredJson.of(ticket.settings()))
        .param("createdAt", Times.of(ticket.createdAt()))
        .update();
  }

  @Override
  public Optional<Preview> find(PreviewId id) {
    return jdbc.sql("select * from preview where id = :id")
        .param("id", id.value())
        .query(PreviewRows::preview)
        .optional();
  }

  @Override
  public Map<PreviewId, Preview> all(Collection<PreviewId> ids) {
    return jdbc
        .sql("select * from preview where id = any(:ids)")
        .param("ids", ids.stream().map(PreviewId::value).toArray(UUID[]::new))
        .query(PreviewRows::preview)
        .list()
        .stream()
        .collect(Collectors.toMap(Preview::id, Function.identity()));
  }

  @Override
  public void save(Preview preview) {
    jdbc.sql(
            """
            update preview set state = :state, attempts = :attempts, reason = :reason,
              done = :done, total = :total, grid = cast(:grid as jsonb),
              notes = cast(:notes as jsonb), ended_at = :endedAt
            where id = :id
            """)
        .params(changing(preview))
        .update();
  }

  private static Map<String, @Nullable Object> changing(Preview preview) {
    Rendering rendering = preview.rendering();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", preview.id().value());
    values.put("state", preview.standing().state().name());
    values.put("attempts", preview.standing().attempts());
    values.put("reason", preview.standing().reason());
    values.put("done", rendering.done());
    values.put("total", rendering.total());
    values.put("grid", rendering.grid() == null ? null : StoredJson.of(rendering.grid()));
    values.put("notes", StoredJson.of(rendering.notes()));
    values.put("endedAt", Times.of(preview.standing().endedAt()));
    return values;
  }

  @Override
  public List<Preview> ofCheckpoint(CheckpointId checkpoint) {
    return jdbc.sql("select * from preview where checkpoint_id = :checkpoint order by place desc")
        .param("checkpoint", checkpoint.value())
        .query(PreviewRows::preview)
        .list();
  }

  @Override
  public Map<CheckpointId, List<Preview>> ofCheckpoints(Collection<CheckpointId> checkpoints) {
    return jdbc
        .sql("select * from preview where checkpoint_id = any(:checkpoints) order by place desc")
        .param("checkpoints", checkpoints.stream().map(CheckpointId::value).toArray(UUID[]::new))
        .query(PreviewRows::preview)
        .list()
        .stream()
        .collect(Collectors.groupingBy(preview -> preview.ticket().checkpoint()));
  }

  @Override
  public List<Preview> ofCheckpoint(CheckpointId checkpoint, long offset, int limit) {
    return jdbc.sql(
            """
            select * from preview where checkpoint_id = :checkpoint
            order by place desc offset :offset limit :limit
            """)
        .param("checkpoint", checkpoint.value())
        .param("offset", offset)
        .param("limit", limit)
        .query(PreviewRows::preview)
        .list();
  }

  @Override
  public long countOfCheckpoint(CheckpointId checkpoint) {
    return jdbc.sql("select count(*) from preview where checkpoint_id = :checkpoint")
        .param("checkpoint", checkpoint.value())
        .query(Long.class)
        .single();
  }

  @Override
  public List<PreviewId> openOfJob(JobId job) {
    return jdbc
        .sql("select id from preview where job_id = :job and ended_at is null order by place")
        .param("job", job.value())
        .query(UUID.class)
        .list()
        .stream()
        .map(PreviewId::new)
        .toList();
  }

  @Override
  public List<Preview> ofRun(RunId run) {
    return jdbc.sql("select * from preview where run_id = :run order by place desc")
        .param("run", run.value())
        .query(PreviewRows::preview)
        .list();
  }

  @Override
  public List<Look> looks(VersionId version) {
    return jdbc.sql(
            LOOKS
                + """
                select prompt, negative_prompt, width, height, lora_weight, cfg_scale, sampler,
                  steps, seed, batch_index
                from looked
                group by prompt, negative_prompt, width, height, lora_weight, cfg_scale, sampler,
                  steps, seed, batch_index
                order by max(place), prompt, lora_weight, seed, batch_index
                """)
        .param("version", version.value())
        .query(PreviewRows::look)
        .list();
  }

  @Override
  public Set<CheckpointId> checkpointsWith(VersionId version, Collection<Look> looks) {
    return jdbc.sql(
            LOOKS
                + """
                select distinct checkpoint_id from looked
                join unnest(:prompts, :negativePrompts, :widths, :heights, :weights, :cfgScales,
                  :samplers, :steps, :seeds, :batchIndices)
                  as wanted (prompt, negative_prompt, width, height, lora_weight, cfg_scale,
                    sampler, steps, seed, batch_index)
                using (prompt, negative_prompt, width, height, lora_weight, cfg_scale, sampler,
                  steps, seed, batch_index)
                """)
        .param("version", version.value())
        .params(PreviewRows.columns(looks))
        .query((row, number) -> new CheckpointId(row.getObject("checkpoint_id", UUID.class)))
        .set();
  }

  @Override
  public void keep(PreviewId id, LeaseEpoch attempt, Picture picture) {
    jdbc.sql(
            """
            insert into preview_picture (preview_id, grid_row, grid_column, batch_index, attempt,
              picture)
            values (:id, :row, :column, :index, :attempt, cast(:picture as jsonb))
            on conflict (preview_id, grid_row, grid_column, batch_index) do update
            set attempt = excluded.attempt, picture = excluded.picture
            where preview_picture.attempt <= excluded.attempt
            """)
        .param("id", id.value())
        .param("row", picture.row())
        .param("column", picture.column())
        .param("index", picture.batchIndex())
        .param("attempt", attempt.value())
        .param("picture", StoredJson.of(picture))
        .update();
  }

  @Override
  public List<Picture> pictures(PreviewId id) {
    return jdbc.sql(
            """
            select picture from preview_picture where preview_id = :id
            order by grid_row, grid_column, batch_index
            """)
        .param("id", id.value())
        .query(PreviewRows::picture)
        .list();
  }

  @Override
  public Map<PreviewId, List<Picture>> pictures(Collection<PreviewId> ids) {
    return jdbc
        .sql(
            """
            select preview_id, picture from preview_picture where preview_id = any(:ids)
            order by grid_row, grid_column, batch_index
            """)
        .param("ids", ids.stream().map(PreviewId::value).toArray(UUID[]::new))
        .query(PreviewRows::pictureOfPreview)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  @Override
  public Optional<Picture> picture(PreviewId id, Place place) {
    return jdbc.sql(
            """
            select picture from preview_picture where preview_id = :id and grid_row = :row
              and grid_column = :column and batch_index = :index
            """)
        .param("id", id.value())
        .param("row", place.row())
        .param("column", place.column())
        .param("index", place.batchIndex())
        .query(PreviewRows::picture)
        .optional();
  }
}
