package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectOverview;
import dev.lorafoundry.api.project.ProjectOverview.Counts;
import dev.lorafoundry.api.project.ProjectOverview.Cover;
import dev.lorafoundry.api.project.ProjectOverviews;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.PreviewId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Overviews out of the tables of all features, in one query for a whole page of the list.
 *
 * <p>The picture is of the checkpoint that people starred last: they have looked, and know best.
 * Where nobody starred one it is of that with the lowest validation loss, which is the service's
 * own guess; without validation it is of the newest preview, since a mean loss says little of how
 * pictures look. Of its newest preview that has some, it is the first picture whose LoRA has a
 * weight nearest to 1.
 */
@Component
final class JdbcProjectOverviews implements ProjectOverviews {
  private static final String LIST =
      """
      with shown as (
        select p.* from project p where
      """
          + Matching.CONDITION
          + """
            order by p.place desc offset :offset limit :count
          ),
          living as (
            select v.* from version v join shown on shown.id = v.project
            where v.deleted_at is null and v.archived_at is null
          ),
          best as (
            select distinct on (l.project) l.project, p.id
            from living l
            join preview p on p.version_id = l.id
            join checkpoint c on c.id = p.checkpoint_id
            left join checkpoint_mark m on m.checkpoint_id = c.id and m.starred
            where exists (select 1 from preview_picture x where x.preview_id = p.id)
            order by l.project, m.changed_at desc nulls last, c.validation_loss nulls last,
              p.place desc
          ),
          worked as (
            select l.project,
              count(*) filter (where j.state in ('RUNNING', 'PAUSING', 'CANCELLING')) as training,
              count(*) filter (where j.state in ('QUEUED', 'RELEASED', 'PAUSED')) as waiting,
              count(*) filter (where j.state = 'DONE') as done,
              max(greatest(j.created_at, j.started_at, j.ended_at)) as at
            from living l join job j on j.version_id = l.id group by l.project
          ),
          pictured as (
            select l.project, count(*) as pictures
            from living l join picture i on i.version = l.id group by l.project
          ),
          versioned as (
            select l.project, max(l.created_at) as at,
              array_agg(l.id order by l.place) as ids, array_agg(l.name order by l.place) as names,
              array_agg(l.created_at order by l.place) as times
            from living l group by l.project
          )
          select s.*, coalesce(i.pictures, 0) as pictures, coalesce(w.training, 0) as training,
            coalesce(w.waiting, 0) as waiting, coalesce(w.done, 0) as done, greatest(s.created_at, v.at, w.at) as active_at,
            v.ids, v.names, v.times, b.id as preview, c.settings ->> 'width' as width,
            c.settings ->> 'height' as height, x.grid_row, x.grid_column, x.batch_index
          from shown s
          left join versioned v on v.project = s.id
          left join worked w on w.project = s.id
          left join pictured i on i.project = s.id
          left join best b on b.project = s.id
          left join preview c on c.id = b.id
          left join lateral (
            select * from preview_picture f where f.preview_id = b.id
            order by abs((f.picture ->> 'loraWeight')::double precision - 1), f.grid_row,
              f.grid_column, f.batch_index limit 1) x on true
          order by s.place desc
          """;

  private final JdbcClient jdbc;

  JdbcProjectOverviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<ProjectOverview> list(ProjectFilter filter, long offset, int count) {
    return Matching.statement(jdbc, LIST, filter)
        .param("offset", offset)
        .param("count", count)
        .query(JdbcProjectOverviews::overview)
        .list();
  }

  private static ProjectOverview overview(ResultSet row, int number) throws SQLException {
    Project bare = ProjectRows.bare(row, number);
    return new ProjectOverview(
        ProjectRows.with(bare, versions(bare, row)),
        new Counts(
            row.getLong("pictures"),
            row.getLong("training"),
            row.getLong("waiting"),
            row.getLong("done")),
        Times.read(row, "active_at"),
        cover(row));
  }

  private static List<DatedVersion> versions(Project project, ResultSet row) throws SQLException {
    if (row.getArray("ids") == null) {
      return List.of();
    }
    UUID[] ids = (UUID[]) row.getArray("ids").getArray();
    String[] names = (String[]) row.getArray("names").getArray();
    java.sql.Timestamp[] times = (java.sql.Timestamp[]) row.getArray("times").getArray();
    List<DatedVersion> versions = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      Version version = new Version(new VersionId(ids[i]), names[i], project.id(), project.name());
      versions.add(new DatedVersion(version, times[i].toInstant(), null, null));
    }
    return versions;
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
