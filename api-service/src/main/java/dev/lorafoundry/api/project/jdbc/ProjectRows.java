package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.Times;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.DeletedVersion;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the projects' tables as what they mean. */
final class ProjectRows {
  /** Versions with the names of their projects. */
  static final String VERSIONS =
      "select v.*, p.name as project_name from version v join project p on p.id = v.project ";

  private ProjectRows() {}

  /** Without its versions. */
  static Project bare(ResultSet row, int number) throws SQLException {
    return new Project(
        new ProjectId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Times.read(row, "created_at"),
        Times.readOptional(row, "archived_at"),
        Times.readOptional(row, "deleted_at"),
        List.of());
  }

  static Project with(Project bare, List<DatedVersion> versions) {
    return new Project(
        bare.id(), bare.name(), bare.createdAt(), bare.archivedAt(), bare.deletedAt(), versions);
  }

  static DatedVersion dated(ResultSet row, int number) throws SQLException {
    return new DatedVersion(
        version(row),
        Times.read(row, "created_at"),
        Times.readOptional(row, "archived_at"),
        original(row));
  }

  private static @Nullable VersionId original(ResultSet row) throws SQLException {
    UUID copied = row.getObject("copied_from", UUID.class);
    return copied == null ? null : new VersionId(copied);
  }

  static DeletedVersion deleted(ResultSet row, int number) throws SQLException {
    return new DeletedVersion(version(row), Times.read(row, "deleted_at"));
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        new VersionId(Objects.requireNonNull(row.getObject("id", UUID.class))),
        row.getString("name"),
        new ProjectId(row.getObject("project", UUID.class)),
        row.getString("project_name"));
  }
}
