package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.rest.Page;
import dev.lorafoundry.api.rest.Paging;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Operation;
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
  private final InstantSource clock;

  ProjectController(Projects projects, InstantSource clock) {
    this.projects = projects;
    this.clock = clock;
  }

  @Operation(summary = "Make a project; its name is the LoRA's name")
  @PostMapping("/projects")
  ResponseEntity<ProjectAnswer> open(@RequestBody NewName request) {
    Project project = Project.named(request.name(), clock.instant());
    projects.add(project);
    return ResponseEntity.created(URI.create("/api/v1/projects/" + project.id()))
        .body(ProjectAnswer.of(project));
  }

  @Operation(summary = "List projects, newest first")
  @GetMapping("/projects")
  Page<ProjectAnswer> list(
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable Integer size) {
    Paging paging = Paging.of(page, size);
    return Page.of(projects.list(paging.offset(), paging.size()), paging, projects.count())
        .map(ProjectAnswer::of);
  }

  @Operation(summary = "Show a project with its versions")
  @GetMapping("/projects/{id}")
  ProjectAnswer show(@PathVariable UUID id) {
    return ProjectAnswer.of(project(new ProjectId(id)));
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

  private Project project(ProjectId id) {
    return projects.find(id).orElseThrow(() -> new ProjectNotFound(id));
  }
}
