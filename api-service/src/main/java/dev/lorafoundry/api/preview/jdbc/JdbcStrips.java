package dev.lorafoundry.api.preview.jdbc;

import dev.lorafoundry.api.preview.Strip;
import dev.lorafoundry.api.preview.Strip.Frame;
import dev.lorafoundry.api.preview.Strip.Still;
import dev.lorafoundry.api.preview.Strips;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Strips out of the tables of checkpoints, marks and previews, in one query however many jobs there
 * are. Pictures are looked for of those checkpoints alone that are shown.
 */
@Component
final class JdbcStrips implements Strips {
  private static final String FRAMES =
      """
      with judged as (
        select c.*, c.by_step and c.epoch = 0 as in_first_epoch, m.changed_at as starred_at
        from checkpoint c
        left join checkpoint_mark m on m.checkpoint_id = c.id and m.starred
        where c.run_id = any(:runs) and c.task_id is null
      ),
      counted as (
        select j.*,
          count(*) over (partition by job_id) as total,
          row_number() over (partition by job_id order by step) as number,
          row_number() over (partition by job_id order by validation_loss nulls last,
            in_first_epoch, case when in_first_epoch then -step else average_loss end, step) as rank,
          row_number() over (partition by job_id order by starred_at desc nulls last) as newness
        from judged j
      ),
      shown as (
        select * from counted
        where number * :most / total > (number - 1) * :most / total
          or rank = 1 or newness = 1 and starred_at is not null
      )
      select s.*, f.*, r.preview ->> 'width' as planned_width,
        r.preview ->> 'height' as planned_height
      from shown s
      join run r on r.id = s.run_id
      join job b on b.id = s.job_id
      left join lateral (
        select p.id as preview, p.settings ->> 'prompt' as prompt, p.settings ->> 'width' as width,
          p.settings ->> 'height' as height, x.grid_row, x.grid_column, x.batch_index,
          x.picture ->> 'seed' as seed, x.picture ->> 'loraWeight' as lora_weight
        from preview p join preview_picture x on x.preview_id = p.id
        where p.checkpoint_id = s.id
        order by (p.settings -> 'prompt') is not distinct from (r.preview -> 'prompt') desc,
          abs((x.picture ->> 'loraWeight')::double precision - 1),
          (x.picture -> 'seed') is not distinct from (r.preview -> 'seeds' -> 0) desc,
          p.place desc, x.grid_row, x.grid_column, x.batch_index
        limit 1) f on true
      order by b.place, s.step
      """;

  private final JdbcClient jdbc;

  JdbcStrips(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Found(JobId job, int total, Frame frame) {}

  @Override
  public List<Strip> of(Collection<RunId> runs, int most) {
    return jdbc
        .sql(FRAMES)
        .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
        .param("most", most)
        .query(JdbcStrips::found)
        .list()
        .stream()
        .collect(Collectors.groupingBy(Found::job, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(
            ofJob ->
                new Strip(
                    ofJob.get(0).job(),
                    ofJob.get(0).total(),
                    ofJob.stream().map(Found::frame).toList()))
        .toList();
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    return new Found(
        new JobId(row.getObject("job_id", UUID.class)), row.getInt("total"), frame(row));
  }

  private static Frame frame(ResultSet row) throws SQLException {
    Still still = still(row);
    return new Frame(
        new CheckpointId(row.getObject("id", UUID.class)),
        new Strip.Place(row.getInt("epoch"), row.getLong("step"), row.getBoolean("by_step")),
        row.getDouble("average_loss"),
        row.getObject("validation_loss", Double.class),
        row.getInt("rank") == 1,
        row.getObject("starred_at") != null,
        row.getInt(still == null ? "planned_width" : "width"),
        row.getInt(still == null ? "planned_height" : "height"),
        still);
  }

  private static @Nullable Still still(ResultSet row) throws SQLException {
    UUID preview = row.getObject("preview", UUID.class);
    return preview == null
        ? null
        : new Still(
            new PreviewId(preview),
            row.getInt("grid_row"),
            row.getInt("grid_column"),
            row.getInt("batch_index"),
            row.getString("prompt"),
            row.getLong("seed"),
            row.getDouble("lora_weight"));
  }
}
