package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Overview;
import dev.lorafoundry.api.project.Overviews;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectOverview;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Overviews out of the tables of all features, in one query for a whole page. */
@Component
final class JdbcOverviews implements Overviews {
  private static final String PROJECTS =
      """
      with shown as (
        select p.* from project p where
      """
          + Matching.CONDITION
          + """
            order by p.place desc offset :offset limit :count
          ),
          living as (
            select v.*, v.project as owner from version v join shown on shown.id = v.project
            where v.deleted_at is null and v.archived_at is null
          ),
          versioned as (
            select l.project, array_agg(l.id order by l.place) as ids,
              array_agg(l.name order by l.place) as names,
              array_agg(l.created_at order by l.place) as times
            from living l group by l.project
          ),
          """
          + Sums.OF_LIVING
          + """
          select s.*, v.ids, v.names, v.times, m.*, greatest(s.created_at, m.active_at) as seen_at
          from shown s
          left join versioned v on v.project = s.id
          left join sums m on m.owner = s.id
          order by s.place desc
          """;

  private static final String VERSIONS =
      """
      with living as (
        select v.*, v.id as owner from version v where v.project = :project and v.deleted_at is null
      ),
      """
          + Sums.OF_LIVING
          + "select * from sums";

  private final JdbcClient jdbc;

  JdbcOverviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<ProjectOverview> list(ProjectFilter filter, long offset, int count) {
    return Matching.statement(jdbc, PROJECTS, filter)
        .param("offset", offset)
        .param("count", count)
        .query(JdbcOverviews::project)
        .list();
  }

  private static ProjectOverview project(ResultSet row, int number) throws SQLException {
    Project bare = ProjectRows.bare(row, number);
    return new ProjectOverview(
        ProjectRows.with(bare, versions(bare, row)),
        Sums.overview(row, Times.read(row, "seen_at")));
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

  @Override
  public Map<VersionId, Overview> versions(ProjectId project) {
    return jdbc
        .sql(VERSIONS)
        .param("project", project.value())
        .query(JdbcOverviews::version)
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map.Entry<VersionId, Overview> version(ResultSet row, int number)
      throws SQLException {
    return Map.entry(
        new VersionId(row.getObject("owner", UUID.class)),
        Sums.overview(row, Times.read(row, "active_at")));
  }
}
