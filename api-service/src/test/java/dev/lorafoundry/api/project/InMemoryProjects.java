package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Projects and versions in memory. */
public final class InMemoryProjects implements Projects, Versions {
  private final List<Project> projects = new ArrayList<>();
  private final List<DatedVersion> versions = new ArrayList<>();

  @Override
  public void add(Project project) {
    if (projects.stream().anyMatch(each -> same(each.name(), project.name()))) {
      throw NameTaken.byProject(project.name());
    }
    projects.add(0, project);
  }

  @Override
  public void add(DatedVersion version) {
    Version added = version.version();
    if (of(added.project()).stream().anyMatch(each -> same(each.version().name(), added.name()))) {
      throw NameTaken.byVersion(added.name());
    }
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
  public List<Project> list(long offset, int count) {
    return projects.stream().skip(offset).limit(count).map(this::complete).toList();
  }

  @Override
  public long count() {
    return projects.size();
  }

  private Project complete(Project bare) {
    return new Project(bare.id(), bare.name(), bare.createdAt(), of(bare.id()));
  }

  private List<DatedVersion> of(ProjectId project) {
    return versions.stream().filter(each -> each.version().project().equals(project)).toList();
  }

  private static boolean same(String a, String b) {
    return Names.key(a).equals(Names.key(b));
  }
}
