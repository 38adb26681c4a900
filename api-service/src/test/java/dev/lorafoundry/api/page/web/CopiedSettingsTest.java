package dev.lorafoundry.api.page.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.InMemoryProjects;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.run.InMemoryRuns;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CopiedSettingsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final CopiedSettings settings = new CopiedSettings(projects, runs);
  private final Project project = Project.named("tower", NOW);

  @Test
  void aCopyBeginsWithTheLastRunOfItsOriginalUntilItHasItsOwn() {
    VersionId original = version("v1", null);
    VersionId copy = version("v2", original);
    VersionId copyOfCopy = version("v3", copy);
    assertThat(settings.of(copyOfCopy)).isEmpty();
    Run run = RunExample.run(original);
    runs.add(run);

    assertThat(settings.of(copyOfCopy)).contains(run.id());
    assertThat(settings.of(copy)).contains(run.id());
    assertThat(settings.of(original)).isEmpty();

    runs.add(RunExample.run(copy));
    assertThat(settings.of(copy)).isEmpty();
    assertThat(settings.of(copyOfCopy)).isPresent();
  }

  private VersionId version(String name, @Nullable VersionId original) {
    if (projects.find(project.id()).isEmpty()) {
      projects.add(project);
    }
    DatedVersion version = project.newVersion(name, NOW);
    projects.add(original == null ? version : version.asCopyOf(original));
    return version.version().id();
  }
}
