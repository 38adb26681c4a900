package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.DeletedVersion;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
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
  /** Whether a version is deleted, or is as its project is. */
  private static final String THERE = " and v.deleted_at is null and p.deleted_at is null";

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
                values (:id, :name, :key, :createdAt) on conflict (name_key) where deleted_at is null do nothing
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
                insert into version (id, project, name, name_key, created_at, copied_from)
                select :id, p.id, :name, :key, :createdAt, cast(:original as uuid)
                from project p where p.id = :project and p.deleted_at is null for share of p
                on conflict (project, name_key) where deleted_at is null do nothing
                """)
            .param("id", version.version().id().value())
            .param("project", version.version().project().value())
            .param("name", version.version().name())
            .param("key", Names.key(version.version().name()))
            .param("original", version.original() == null ? null : version.original().value())
            .param("createdAt", Times.of(version.createdAt()))
            .update();
    if (added == 0) {
      ProjectId project = version.version().project();
      throw find(project).isEmpty()
          ? new ProjectNotFound(project)
          : NameTaken.byVersion(version.version().name());
    }
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return withVersions(
            jdbc.sql("select * from project where id = :id and deleted_at is null")
                .param("id", id.value())
                .query(ProjectRows::bare)
                .list())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<DatedVersion> version(VersionId id) {
    return jdbc.sql(ProjectRows.VERSIONS + "where v.id = :id" + THERE)
        .param("id", id.value())
        .query(ProjectRows::dated)
        .optional();
  }

  @Override
  public Optional<Version> find(VersionId id) {
    return version(id).map(DatedVersion::version);
  }

  @Override
  public void requireFree(String name) {
    if (isThere("select count(*) from project where name_key = :key", Map.of(), name)) {
      throw NameTaken.byProject(name);
    }
  }

  @Override
  public void requireFree(ProjectId project, String name) {
    if (isThere(
        "select count(*) from version where project = :project and name_key = :key",
        Map.of("project", project.value()),
        name)) {
      throw NameTaken.byVersion(name);
    }
  }

  private boolean isThere(String counting, Map<String, Object> where, String name) {
    return jdbc.sql(counting + " and deleted_at is null")
            .params(where)
            .param("key", Names.key(name))
            .query(Integer.class)
            .single()
        > 0;
  }

  @Override
  public List<Project> list(ProjectFilter filter, long offset, int count) {
    return withVersions(
        Matching.statement(
                jdbc,
                "select p.* from project p where "
                    + Matching.CONDITION
                    + "order by p.place desc offset :offset limit :count",
                filter)
            .param("offset", offset)
            .param("count", count)
            .query(ProjectRows::bare)
            .list());
  }

  @Override
  public long count(ProjectFilter filter) {
    return Matching.statement(
            jdbc, "select count(*) from project p where " + Matching.CONDITION, filter)
        .query(Long.class)
        .single();
  }

  @Override
  public List<DeletedVersion> deletedVersions(ProjectId id) {
    return jdbc.sql(
            ProjectRows.VERSIONS
                + "where v.project = :project and v.deleted_at is not null order by v.deleted_at desc")
        .param("project", id.value())
        .query(ProjectRows::deleted)
        .list();
  }

  private List<Project> withVersions(List<Project> bare) {
    if (bare.isEmpty()) {
      return bare;
    }
    Map<ProjectId, List<DatedVersion>> versions =
        jdbc
            .sql(
                ProjectRows.VERSIONS
                    + "where v.project = any(:projects) and v.deleted_at is null order by v.place")
            .param(
                "projects", bare.stream().map(project -> project.id().value()).toArray(UUID[]::new))
            .query(ProjectRows::dated)
            .list()
            .stream()
            .collect(Collectors.groupingBy(each -> each.version().project()));
    return bare.stream()
        .map(project -> ProjectRows.with(project, versions.getOrDefault(project.id(), List.of())))
        .toList();
  }
}
