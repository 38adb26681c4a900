package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings that a copy was made with: those of its original's last run. */
final class CopiedSettings {
  private final Projects projects;
  private final Runs runs;

  CopiedSettings(Projects projects, Runs runs) {
    this.projects = projects;
    this.runs = runs;
  }

  /** A run whose settings the form of another one shows. */
  record Copied(Run run) {
    Map<String, Field> training() {
      Map<String, @Nullable Object> shown =
          new LinkedHashMap<>(SettingsCatalogue.TRAINING.defaults());
      shown.putAll(run.settings());
      return SettingsFields.TRAINING.fields(shown);
    }

    Map<String, Field> preview() {
      return SettingsFields.PREVIEW.fields(SettingsCatalogue.PREVIEW.valuesOf(run.preview()));
    }
  }

  /** Empty if it is no copy, or has runs of its own, or nothing it is a copy of had any. */
  Optional<Copied> of(VersionId version) {
    Set<VersionId> seen = new HashSet<>();
    VersionId looked = version;
    while (looked != null && seen.add(looked)) {
      Optional<Run> last = runs.ofVersion(looked, 0, 1).stream().findFirst();
      if (last.isPresent()) {
        return last.filter(run -> !run.version().equals(version)).map(Copied::new);
      }
      looked = projects.version(looked).map(DatedVersion::original).orElse(null);
    }
    return Optional.empty();
  }
}
