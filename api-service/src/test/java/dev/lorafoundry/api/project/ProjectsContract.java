package dev.lorafoundry.api.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
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
  void listsTheNewestFirst() {
    added("a");
    Project second = added("b");
    Project third = added("c");

    assertThat(projects().list(0, 2)).containsExactly(third, second);
    assertThat(projects().list(2, 2)).hasSize(1);
    assertThat(projects().list(9, 2)).isEmpty();
    assertThat(projects().count()).isEqualTo(3);
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
