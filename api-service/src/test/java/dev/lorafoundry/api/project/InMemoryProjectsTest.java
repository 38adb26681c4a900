package dev.lorafoundry.api.project;

final class InMemoryProjectsTest extends ProjectsContract {
  private final InMemoryProjects projects = new InMemoryProjects();

  @Override
  protected Projects projects() {
    return projects;
  }

  @Override
  protected Versions versions() {
    return projects;
  }
}
