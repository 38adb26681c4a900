package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The settings that a copy was made with: those of its original's last run. */
final class CopiedSettings {
  private final Projects projects;
  private final Runs runs;

  CopiedSettings(Projects projects, Runs runs) {
    this.projects = projects;
    this.runs = runs;
  }

  /**
   * That run; empty if the version is no copy, or has runs of its own, or nothing it is a copy of
   * had any.
   */
  Optional<RunId> of(VersionId version) {
    Set<VersionId> seen = new HashSet<>();
    VersionId looked = version;
    while (looked != null && seen.add(looked)) {
      Optional<Run> last = runs.ofVersion(looked, 0, 1).stream().findFirst();
      if (last.isPresent()) {
        return last.filter(run -> !run.version().equals(version)).map(Run::id);
      }
      looked = projects.version(looked).map(DatedVersion::original).orElse(null);
    }
    return Optional.empty();
  }
}
