package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.PutAway;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Archives, deletes and restores projects and versions, and shows what is there then. */
@Hidden
@Controller
final class PutAwayPageController {
  private final PutAway putAway;
  private final Versions versions;

  PutAwayPageController(PutAway putAway, Versions versions) {
    this.putAway = putAway;
    this.versions = versions;
  }

  @PostMapping("/projects/{id}/archive")
  ResponseEntity<Void> archiveProject(@PathVariable UUID id) {
    putAway.archive(project(id));
    return goTo("/projects/" + id);
  }

  @PostMapping("/projects/{id}/unarchive")
  ResponseEntity<Void> takeProject(@PathVariable UUID id) {
    putAway.takeFromArchive(project(id));
    return goTo("/projects/" + id);
  }

  @DeleteMapping("/projects/{id}")
  ResponseEntity<Void> deleteProject(@PathVariable UUID id) {
    putAway.delete(project(id));
    return goTo("/?deleted=" + id);
  }

  @PostMapping("/projects/{id}/restore")
  ResponseEntity<Void> restoreProject(@PathVariable UUID id) {
    putAway.restore(project(id));
    return goTo("/projects/" + id);
  }

  @PostMapping("/versions/{id}/archive")
  ResponseEntity<Void> archiveVersion(@PathVariable UUID id) {
    putAway.archive(version(id));
    return goTo(projectOf(id));
  }

  @PostMapping("/versions/{id}/unarchive")
  ResponseEntity<Void> takeVersion(@PathVariable UUID id) {
    putAway.takeFromArchive(version(id));
    return goTo(projectOf(id));
  }

  @DeleteMapping("/versions/{id}")
  ResponseEntity<Void> deleteVersion(@PathVariable UUID id) {
    String project = projectOf(id); // why: nobody finds it afterwards
    putAway.delete(version(id));
    return goTo(project + "?deleted=" + id);
  }

  @PostMapping("/versions/{id}/restore")
  ResponseEntity<Void> restoreVersion(@PathVariable UUID id) {
    putAway.restore(version(id));
    return goTo(projectOf(id));
  }

  private String projectOf(UUID id) {
    VersionId version = new VersionId(id);
    return "/projects/"
        + versions
            .find(version)
            .map(Version::project)
            .orElseThrow(() -> new VersionNotFound(version));
  }

  private static ResponseEntity<Void> goTo(String path) {
    return ResponseEntity.noContent().headers(Answers.goTo(path)).build();
  }

  private static Filed project(UUID id) {
    return Filed.of(new ProjectId(id));
  }

  private static Filed version(UUID id) {
    return Filed.of(new VersionId(id));
  }
}
