package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Projects and their versions in PostgreSQL. */
@Component
final class JdbcProjects implements Projects, Versions {
  private static final String VERSIONS =
      "select v.*, p.name as project_name from version v join project p on p.id = v.project ";

  private final JdbcClient jdbc;

  JdbcProjects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Project project) {
    int added =
        jdbc.sql(
                """
                insert into project (id, name, name_key, created_at)
                values (:id, :name, :key, :createdAt) on conflict (name_key) do nothing
                """)
            .param("id", project.id().value())
            .param("name", project.name())
            .param("key", Names.key(project.name()))
            .param("createdAt", Times.of(project.createdAt()))
            .update();
    if (added == 0) {
      throw NameTaken.byProject(project.name());
    }
  }

  @Override
  public void add(DatedVersion version) {
    int added =
        jdbc.sql(
                """
                insert into version (id, project, name, name_key, created_at)
                values (:id, :project, :name, :key, :createdAt)
                on conflict (project, name_key) do nothing
                """)
            .param("id", version.version().id().value())
            .param("project", version.version().project().value())
            .param("name", version.version().name())
            .param("key", Names.key(version.version().name()))
            .param("createdAt", Times.of(version.createdAt()))
            .update();
    if (added == 0) {
      throw NameTaken.byVersion(version.version().name());
    }
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return withVersions(
            jdbc.sql("select * from project where id = :id")
                .param("id", id.value())
                .query(JdbcProjects::bare)
                .list())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<DatedVersion> version(VersionId id) {
    return jdbc.sql(VERSIONS + "where v.id = :id")
        .param("id", id.value())
        .query(JdbcProjects::dated)
        .optional();
  }

  @Override
  public Optional<Version> find(VersionId id) {
    return version(id).map(DatedVersion::version);
  }

  @Override
  public List<Project> list(long offset, int count) {
    return withVersions(
        jdbc.sql("select * from project order by place desc offset :offset limit :count")
            .param("offset", offset)
            .param("count", count)
            .query(JdbcProjects::bare)
            .list());
  }

  @Override
  public long count() {
    return jdbc.sql("select count(*) from project").query(Long.class).single();
  }

  private List<Project> withVersions(List<Project> bare) {
    if (bare.isEmpty()) {
      return bare;
    }
    Map<ProjectId, List<DatedVersion>> versions =
        jdbc
            .sql(VERSIONS + "where v.project in (:projects) order by v.place")
            .param("projects", bare.stream().map(project -> project.id().value()).toList())
            .query(JdbcProjects::dated)
            .list()
            .stream()
            .collect(Collectors.groupingBy(each -> each.version().project()));
    return bare.stream()
        .map(
            project ->
                new Project(
                    project.id(),
                    project.name(),
                    project.createdAt(),
                    versions.getOrDefault(project.id(), List.of())))
        .toList();
  }

  private static Project bare(ResultSet row, int number) throws SQLException {
    return new Project(
        new ProjectId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Times.read(row, "created_at"),
        List.of());
  }

  private static DatedVersion dated(ResultSet row, int number) throws SQLException {
    return new DatedVersion(
        new Version(
            new VersionId(row.getObject("id", UUID.class)),
            row.getString("name"),
            new ProjectId(row.getObject("project", UUID.class)),
            row.getString("project_name")),
        Times.read(row, "created_at"));
  }
}
