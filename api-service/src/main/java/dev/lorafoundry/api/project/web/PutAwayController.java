package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Filing;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.api.project.PutAway;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Archives, deletes and restores projects and versions; 409 where that can't be. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1")
final class PutAwayController {
  private final PutAway putAway;
  private final ProjectSettings settings;

  PutAwayController(PutAway putAway, ProjectSettings settings) {
    this.putAway = putAway;
    this.settings = settings;
  }

  /** Where a project or a version is now. */
  record FilingAnswer(
      UUID id,
      String name,
      @Schema(description = "absent: it is not archived") @Nullable Instant archivedAt,
      @Schema(description = "absent: it is not deleted") @Nullable Instant deletedAt,
      @Schema(description = "when it will be deleted for good; until then it can be restored")
          @Nullable Instant goneAt) {}

  @Operation(
      summary = "Archive a project",
      description = "It is listed on request only, and its versions take no new jobs.")
  @PostMapping("/projects/{id}/archive")
  FilingAnswer archiveProject(@PathVariable UUID id) {
    return answer(putAway.archive(project(id)));
  }

  @Operation(summary = "Take a project out of the archive")
  @PostMapping("/projects/{id}/unarchive")
  FilingAnswer takeProject(@PathVariable UUID id) {
    return answer(putAway.takeFromArchive(project(id)));
  }

  @Operation(
      summary = "Delete a project with all its versions",
      description =
          "Refused while work of it waits or is under way. It can be restored until goneAt.")
  @DeleteMapping("/projects/{id}")
  FilingAnswer deleteProject(@PathVariable UUID id) {
    return answer(putAway.delete(project(id)));
  }

  @Operation(summary = "Take the deletion of a project back")
  @PostMapping("/projects/{id}/restore")
  FilingAnswer restoreProject(@PathVariable UUID id) {
    return answer(putAway.restore(project(id)));
  }

  @Operation(
      summary = "Archive a version",
      description = "It is shown on request only, and takes no new jobs.")
  @PostMapping("/versions/{id}/archive")
  FilingAnswer archiveVersion(@PathVariable UUID id) {
    return answer(putAway.archive(version(id)));
  }

  @Operation(summary = "Take a version out of the archive")
  @PostMapping("/versions/{id}/unarchive")
  FilingAnswer takeVersion(@PathVariable UUID id) {
    return answer(putAway.takeFromArchive(version(id)));
  }

  @Operation(
      summary = "Delete a version with its dataset and results",
      description =
          "Refused while work of it waits or is under way. It can be restored until goneAt.")
  @DeleteMapping("/versions/{id}")
  FilingAnswer deleteVersion(@PathVariable UUID id) {
    return answer(putAway.delete(version(id)));
  }

  @Operation(summary = "Take the deletion of a version back")
  @PostMapping("/versions/{id}/restore")
  FilingAnswer restoreVersion(@PathVariable UUID id) {
    return answer(putAway.restore(version(id)));
  }

  private FilingAnswer answer(Filing filing) {
    Instant deleted = filing.deletedAt();
    return new FilingAnswer(
        filing.what().id(),
        filing.name(),
        filing.archivedAt(),
        deleted,
        deleted == null ? null : settings.goneAt(deleted));
  }

  private static Filed project(UUID id) {
    return Filed.of(new ProjectId(id));
  }

  private static Filed version(UUID id) {
    return Filed.of(new VersionId(id));
  }
}
