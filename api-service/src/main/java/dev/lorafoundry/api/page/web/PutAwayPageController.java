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
  private static final String EITHER = "/{kind:projects|versions}/{id}";

  private final PutAway putAway;
  private final Versions versions;

  PutAwayPageController(PutAway putAway, Versions versions) {
    this.putAway = putAway;
    this.versions = versions;
  }

  @PostMapping(EITHER + "/archive")
  ResponseEntity<Void> archive(@PathVariable String kind, @PathVariable UUID id) {
    putAway.archive(filed(kind, id));
    return goTo(projectOf(kind, id));
  }

  @PostMapping(EITHER + "/unarchive")
  ResponseEntity<Void> takeFromArchive(@PathVariable String kind, @PathVariable UUID id) {
    putAway.takeFromArchive(filed(kind, id));
    return goTo(projectOf(kind, id));
  }

  @DeleteMapping(EITHER)
  ResponseEntity<Void> delete(@PathVariable String kind, @PathVariable UUID id) {
    String left = isProject(kind) ? "/" : projectOf(kind, id); // why: nobody finds it afterwards
    putAway.delete(filed(kind, id));
    return goTo(left + "?deleted=" + id);
  }

  @PostMapping(EITHER + "/restore")
  ResponseEntity<Void> restore(@PathVariable String kind, @PathVariable UUID id) {
    putAway.restore(filed(kind, id));
    return goTo(projectOf(kind, id));
  }

  /** The page that shows it. */
  private String projectOf(String kind, UUID id) {
    if (isProject(kind)) {
      return "/projects/" + id;
    }
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

  private static Filed filed(String kind, UUID id) {
    return isProject(kind) ? Filed.of(new ProjectId(id)) : Filed.of(new VersionId(id));
  }

  private static boolean isProject(String kind) {
    return kind.equals("projects");
  }
}
