package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.ProjectSettings;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Projects and versions over REST. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1")
final class ProjectController {
  private final Projects projects;
  private final ProjectSettings settings;
  private final InstantSource clock;

  ProjectController(Projects projects, ProjectSettings settings, InstantSource clock) {
    this.projects = projects;
    this.settings = settings;
    this.clock = clock;
  }

  @Operation(summary = "Make a project; its name is the LoRA's name")
  @PostMapping("/projects")
  ResponseEntity<ProjectAnswer> open(@RequestBody NewName request) {
    Project project = Project.named(request.name(), clock.instant());
    projects.add(project);
    return ResponseEntity.created(URI.create("/api/v1/projects/" + project.id()))
        .body(answer(project));
  }

  @Operation(
      summary = "List projects, newest first",
      description =
          "shelf: those in use, the archived ones, or those that were deleted and can be restored."
              + " search: a part of the name of a project or of one of its versions, in whatever"
              + " capitals.")
  @GetMapping("/projects")
  Page<ProjectAnswer> list(
      @RequestParam(required = false)
          @Schema(
              allowableValues = {"in-use", "archived", "deleted"},
              defaultValue = "in-use")
          @Nullable String shelf,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    ProjectFilter filter = new ProjectFilter(shelf(shelf), search);
    return Page.of(
            projects.list(filter, paging.offset(), paging.size()), paging, projects.count(filter))
        .map(this::answer);
  }

  private static Shelf shelf(@Nullable String given) {
    return given == null
        ? Shelf.IN_USE
        : Shelf.named(given)
            .orElseThrow(
                () ->
                    RequestRefused.badRequest(
                        "shelf '%s' is not allowed: use in-use, archived or deleted."
                            .formatted(SettingProblem.shown(given))));
  }

  @Operation(summary = "Show a project with its versions")
  @GetMapping("/projects/{id}")
  ProjectAnswer show(@PathVariable UUID id) {
    return answer(project(new ProjectId(id)));
  }

  @Operation(summary = "Make a version: own dataset, own settings, own results")
  @PostMapping("/projects/{id}/versions")
  ResponseEntity<VersionAnswer> openVersion(@PathVariable UUID id, @RequestBody NewName request) {
    DatedVersion version = project(new ProjectId(id)).newVersion(request.name(), clock.instant());
    projects.add(version);
    return ResponseEntity.created(URI.create("/api/v1/versions/" + version.version().id()))
        .body(VersionAnswer.of(version));
  }

  @Operation(summary = "Show a version")
  @GetMapping("/versions/{id}")
  VersionAnswer showVersion(@PathVariable UUID id) {
    VersionId version = new VersionId(id);
    return projects
        .version(version)
        .map(VersionAnswer::of)
        .orElseThrow(() -> new VersionNotFound(version));
  }

  @Operation(summary = "List the versions of a project that were deleted and can be restored")
  @GetMapping("/projects/{id}/deleted-versions")
  Page<DeletedVersionAnswer> deletedVersions(@PathVariable UUID id) {
    return Page.whole(
        projects.deletedVersions(project(new ProjectId(id)).id()).stream()
            .map(deleted -> DeletedVersionAnswer.of(deleted, settings))
            .toList());
  }

  private ProjectAnswer answer(Project project) {
    return ProjectAnswer.of(project, settings);
  }

  private Project project(ProjectId id) {
    return projects.find(id).orElseThrow(() -> new ProjectNotFound(id));
  }
}
