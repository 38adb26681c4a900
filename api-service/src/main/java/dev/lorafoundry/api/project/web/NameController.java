package dev.lorafoundry.api.project.web;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.contracts.ProjectId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says of names whether they can be given, before anything is made. */
@Tag(name = "Projects")
@RestController
@RequestMapping("/api/v1/projects")
final class NameController {
  private final Projects projects;

  NameController(Projects projects) {
    this.projects = projects;
  }

  @Operation(
      summary = "Check whether a project could have a name",
      description = "204 where it could, 409 where the name is taken, 422 where none may be so.")
  @GetMapping("/name-check")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ofProject(@RequestParam String name) {
    projects.requireFree(Names.checked(name));
  }

  @Operation(
      summary = "Check whether a version of a project could have a name",
      description = "204 where it could, 409 where the name is taken, 422 where none may be so.")
  @GetMapping("/{id}/versions/name-check")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ofVersion(@PathVariable UUID id, @RequestParam String name) {
    ProjectId project = new ProjectId(id);
    if (projects.find(project).isEmpty()) {
      throw new ProjectNotFound(project);
    }
    projects.requireFree(project, Names.checked(name));
  }
}
