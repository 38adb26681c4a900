package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.UUID;

/** Finds versions for the pages that show them. */
final class VersionFrames {
  private final Versions versions;

  VersionFrames(Versions versions) {
    this.versions = versions;
  }

  /**
   * @throws VersionNotFound if there is no such version
   */
  VersionFrame of(UUID id) {
    VersionId version = new VersionId(id);
    return versions
        .find(version)
        .map(VersionFrames::frame)
        .orElseThrow(() -> new VersionNotFound(version));
  }

  private static VersionFrame frame(Version version) {
    return new VersionFrame(
        version.id().toString(),
        version.projectName() + " " + version.name(),
        List.of(
            new Crumb("Projects", "/"),
            new Crumb(version.projectName(), "/projects/" + version.project())));
  }
}
