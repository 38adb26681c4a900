package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project; its name is the LoRA's name.
 *
 * @param archivedAt absent: it is in use
 * @param deletedAt absent: it is not deleted
 * @param versions oldest first, archived ones too
 */
public record Project(
    ProjectId id,
    String name,
    Instant createdAt,
    @Nullable Instant archivedAt,
    @Nullable Instant deletedAt,
    List<DatedVersion> versions) {
  public Project {
    versions = List.copyOf(versions);
  }

  /**
   * A new project.
   *
   * @throws NameRefused if it can't have that name
   */
  public static Project named(@Nullable String name, Instant now) {
    return new Project(ProjectId.random(), Names.checked(name), now, null, null, List.of());
  }

  /**
   * A new version of this project.
   *
   * @throws NameRefused if it can't have that name
   */
  public DatedVersion newVersion(@Nullable String versionName, Instant now) {
    return DatedVersion.of(this, Names.checked(versionName), now);
  }
}
