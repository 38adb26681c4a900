package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.project.OpenVersions;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.UUID;

/** Finds versions for the pages that show them. */
final class VersionFrames {
  private final Versions versions;
  private final OpenVersions open;
  private final LiveLog events;

  VersionFrames(Versions versions, OpenVersions open, LiveLog events) {
    this.versions = versions;
    this.open = open;
    this.events = events;
  }

  /**
   * To be called before a page reads what it shows: live events begin here.
   *
   * @throws VersionNotFound if there is no such version
   */
  VersionFrame of(UUID id) {
    VersionId version = new VersionId(id);
    long seen = events.newest();
    return versions
        .find(version)
        .map(found -> frame(found, seen))
        .orElseThrow(() -> new VersionNotFound(version));
  }

  private VersionFrame frame(Version version, long seen) {
    return new VersionFrame(
        version.id().toString(),
        version.projectName() + " " + version.name(),
        List.of(
            Crumb.projects(), Crumb.named(version.projectName(), "/projects/" + version.project())),
        seen,
        !open.isOpen(version.id()));
  }
}
