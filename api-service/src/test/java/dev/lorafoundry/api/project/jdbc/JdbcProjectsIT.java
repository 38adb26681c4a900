package dev.lorafoundry.api.project.jdbc;

import dev.lorafoundry.api.postgres.MigratedDatabase;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.ProjectsContract;
import dev.lorafoundry.api.project.Versions;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcProjectsIT extends ProjectsContract {
  @RegisterExtension private static final MigratedDatabase DATABASE = new MigratedDatabase();

  private final JdbcProjects projects = new JdbcProjects(DATABASE.jdbc());

  @Override
  protected Projects projects() {
    return projects;
  }

  @Override
  protected Versions versions() {
    return projects;
  }
}
