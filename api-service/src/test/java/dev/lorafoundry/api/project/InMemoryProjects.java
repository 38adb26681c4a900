package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Projects and versions in memory. */
public final class InMemoryProjects implements Projects, Versions {
  private final List<Project> projects = new ArrayList<>();
  private final List<DatedVersion> versions = new ArrayList<>();

  @Override
  public void add(Project project) {
    requireFree(project.name());
    projects.add(0, project);
  }

  @Override
  public void add(DatedVersion version) {
    ProjectId project = version.version().project();
    if (find(project).isEmpty()) {
      throw new ProjectNotFound(project);
    }
    requireFree(version.version().project(), version.version().name());
    versions.add(version);
  }

  @Override
  public Optional<Project> find(ProjectId id) {
    return projects.stream().filter(each -> each.id().equals(id)).findFirst().map(this::complete);
  }

  @Override
  public Optional<DatedVersion> version(VersionId id) {
    return versions.stream().filter(each -> each.version().id().equals(id)).findFirst();
  }

  @Override
  public Optional<Version> find(VersionId id) {
    return version(id).map(DatedVersion::version);
  }

  @Override
  public void requireFree(String name) {
    if (projects.stream().anyMatch(each -> same(each.name(), name))) {
      throw NameTaken.byProject(name);
    }
  }

  @Override
  public void requireFree(ProjectId project, String name) {
    if (of(project).stream().anyMatch(each -> same(each.version().name(), name))) {
      throw NameTaken.byVersion(name);
    }
  }

  @Override
  public List<Project> list(ProjectFilter filter, long offset, int count) {
    return matching(filter).skip(offset).limit(count).toList();
  }

  @Override
  public long count(ProjectFilter filter) {
    return matching(filter).count();
  }

  /** Nothing here is ever put away. */
  private Stream<Project> matching(ProjectFilter filter) {
    return projects.stream()
        .map(this::complete)
        .filter(project -> filter.shelf() == ProjectFilter.Shelf.IN_USE)
        .filter(
            project ->
                Stream.concat(
                        Stream.of(project.name()),
                        project.versions().stream().map(each -> each.version().name()))
                    .anyMatch(name -> Names.key(name).contains(filter.key())));
  }

  @Override
  public List<DeletedVersion> deletedVersions(ProjectId id) {
    return List.of();
  }

  private Project complete(Project bare) {
    return new Project(bare.id(), bare.name(), bare.createdAt(), null, null, of(bare.id()));
  }

  private List<DatedVersion> of(ProjectId project) {
    return versions.stream().filter(each -> each.version().project().equals(project)).toList();
  }

  private static boolean same(String a, String b) {
    return Names.key(a).equals(Names.key(b));
  }
}
