package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.project.Overview;
import dev.lorafoundry.api.project.Overview.Counts;
import dev.lorafoundry.api.project.Overview.Cover;
import dev.lorafoundry.contracts.PreviewId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sums of versions over the tables of all features.
 *
 * <p>The picture is of the checkpoint that people starred last: they have looked, and know best.
 * Where nobody starred one it is of that with the lowest validation loss, which is the service's
 * own guess; without validation it is of the newest preview, since a mean loss says little of how
 * pictures look. Of its newest preview that has some, it is the first picture whose LoRA has a
 * weight nearest to 1.
 */
final class Sums {
  /**
   * Parts of a query that begins with {@code living}, rows of versions, each with the id of what it
   * counts for as its {@code owner}: {@code sums} has one row for each owner.
   */
  static final String OF_LIVING =
      """
      best as (
        select distinct on (l.owner) l.owner, p.id
        from living l
        join preview p on p.version_id = l.id
        join checkpoint c on c.id = p.checkpoint_id
        left join checkpoint_mark m on m.checkpoint_id = c.id and m.starred
        where exists (select 1 from preview_picture x where x.preview_id = p.id)
        order by l.owner, m.changed_at desc nulls last, c.validation_loss nulls last, p.place desc
      ),
      worked as (
        select l.owner,
          count(*) filter (where j.state in ('RUNNING', 'PAUSING', 'CANCELLING')) as training,
          count(*) filter (where j.state in ('QUEUED', 'RELEASED', 'PAUSED')) as waiting,
          count(*) filter (where j.state = 'DONE') as done,
          count(*) filter (where j.state = 'FAILED') as failed,
          max(greatest(j.created_at, j.started_at, j.ended_at)) as at
        from living l join run r on r.version_id = l.id join job j on j.run_id = r.id
        group by l.owner
      ),
      pictured as (
        select l.owner, count(*) as pictures
        from living l join picture i on i.version = l.id group by l.owner
      ),
      sums as (
        select o.owner, coalesce(i.pictures, 0) as pictures, coalesce(w.training, 0) as training,
          coalesce(w.waiting, 0) as waiting, coalesce(w.done, 0) as done,
          coalesce(w.failed, 0) as failed, greatest(o.made_at, w.at) as active_at,
          b.id as preview, c.settings ->> 'width' as width, c.settings ->> 'height' as height,
          x.grid_row, x.grid_column, x.batch_index
        from (select owner, max(created_at) as made_at from living group by owner) o
        left join worked w on w.owner = o.owner
        left join pictured i on i.owner = o.owner
        left join best b on b.owner = o.owner
        left join preview c on c.id = b.id
        left join lateral (
          select * from preview_picture f where f.preview_id = b.id
          order by abs((f.picture ->> 'loraWeight')::double precision - 1), f.grid_row,
            f.grid_column, f.batch_index limit 1) x on true
      )
      """;

  private Sums() {}

  /** A row that has those of {@code sums}; where they are null there is no version. */
  static Overview overview(ResultSet row, Instant lastActivity) throws SQLException {
    Counts counts =
        new Counts(
            row.getLong("pictures"),
            row.getLong("training"),
            row.getLong("waiting"),
            row.getLong("done"),
            row.getLong("failed"));
    return new Overview(counts, lastActivity, cover(row));
  }

  private static @Nullable Cover cover(ResultSet row) throws SQLException {
    UUID preview = row.getObject("preview", UUID.class);
    return preview == null
        ? null
        : new Cover(
            new PreviewId(preview),
            row.getInt("grid_row"),
            row.getInt("grid_column"),
            row.getInt("batch_index"),
            row.getInt("width"),
            row.getInt("height"));
  }
}
