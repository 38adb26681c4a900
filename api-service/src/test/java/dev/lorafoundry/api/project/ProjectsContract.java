package dev.lorafoundry.api.project;

import static dev.lorafoundry.api.project.ProjectFilter.IN_USE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Projects} does, and every {@link Versions} beside it. */
public abstract class ProjectsContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  protected abstract Projects projects();

  protected abstract Versions versions();

  @Test
  void findsAProjectWithItsVersions() {
    Project project = added("Cats 🐈");
    DatedVersion first = added(project, "v1");
    DatedVersion second = added(project, "v2");

    Project found = projects().find(project.id()).orElseThrow();

    assertThat(found.name()).isEqualTo("Cats 🐈");
    assertThat(found.createdAt()).isEqualTo(NOON);
    assertThat(found.versions()).containsExactly(first, second);
  }

  @Test
  void findsAVersion() {
    DatedVersion version = added(added("cats"), "v1");

    assertThat(projects().version(version.version().id())).contains(version);
    assertThat(versions().find(version.version().id())).contains(version.version());
    assertThat(version.version().projectName()).isEqualTo("cats");
  }

  @Test
  void knowsNothingThatWasNeverAdded() {
    assertThat(projects().find(ProjectId.random())).isEmpty();
    assertThat(projects().version(VersionId.random())).isEmpty();
    assertThat(versions().find(VersionId.random())).isEmpty();
  }

  @Test
  void refusesANameInOtherCapitals() {
    Project project = added("Straße");
    added(project, "First");

    assertThatThrownBy(() -> added("STRASSE"))
        .isInstanceOf(NameTaken.class)
        .hasMessageContaining("'STRASSE'");
    assertThatThrownBy(() -> added(project, "first")).isInstanceOf(NameTaken.class);
    assertThat(added(added("other"), "first")).isNotNull();
  }

  @Test
  void addsNoVersionToAProjectThatIsGone() {
    DatedVersion version = Project.named("gone", NOON).newVersion("v1", NOON);

    assertThatThrownBy(() -> projects().add(version)).isInstanceOf(ProjectNotFound.class);
    assertThat(projects().version(version.version().id())).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    added("a");
    Project second = added("b");
    Project third = added("c");

    assertThat(projects().list(IN_USE, 0, 2)).containsExactly(third, second);
    assertThat(projects().list(IN_USE, 2, 2)).hasSize(1);
    assertThat(projects().list(IN_USE, 9, 2)).isEmpty();
    assertThat(projects().count(IN_USE)).isEqualTo(3);
  }

  @Test
  void findsPartsOfNamesInWhateverCapitals() {
    Project tower = added("Lighthouse 100%");
    added(tower, "Second try");
    added("cats");

    assertThat(found("HOUSE")).extracting(Project::id).containsExactly(tower.id());
    assertThat(found(" second ")).extracting(Project::id).containsExactly(tower.id());
    assertThat(found("100%")).extracting(Project::id).containsExactly(tower.id());
    assertThat(found("%")).hasSize(1);
    assertThat(found("dog")).isEmpty();
    assertThat(projects().count(new ProjectFilter(Shelf.IN_USE, "cats"))).isEqualTo(1);
    assertThat(projects().list(new ProjectFilter(Shelf.DELETED, ""), 0, 9)).isEmpty();
  }

  @Test
  void knowsWhichNamesAreFree() {
    Project project = added("Towers");
    added(project, "v1");

    assertThatThrownBy(() -> projects().requireFree("TOWERS")).isInstanceOf(NameTaken.class);
    assertThatThrownBy(() -> projects().requireFree(project.id(), "V1"))
        .isInstanceOf(NameTaken.class);
    projects().requireFree("v1");
    projects().requireFree(project.id(), "v2");
    projects().requireFree(ProjectId.random(), "v1");
  }

  private List<Project> found(String search) {
    return projects().list(new ProjectFilter(Shelf.IN_USE, search), 0, 9);
  }

  private Project added(String name) {
    Project project = Project.named(name, NOON);
    projects().add(project);
    return project;
  }

  private DatedVersion added(Project project, String name) {
    DatedVersion version = project.newVersion(name, NOON);
    projects().add(version);
    return version;
  }
}
