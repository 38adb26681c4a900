package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.dataset.CopyVersion;
import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.page.web.Places.Place;
import dev.lorafoundry.api.page.web.Places.Tab;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.contracts.ProjectId;
import dev.lorafoundry.contracts.VersionId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A project's versions: what they amount to, and forms that make new ones. */
@Hidden
@Controller
final class ProjectPageController {
  private final Projects projects;
  private final VersionCards cards;
  private final Undoing undoing;
  private final CopyVersion copying;
  private final LiveLog events;
  private final InstantSource clock;

  ProjectPageController(
      Projects projects,
      VersionCards cards,
      Undoing undoing,
      CopyVersion copying,
      LiveLog events,
      InstantSource clock) {
    this.projects = projects;
    this.cards = cards;
    this.undoing = undoing;
    this.copying = copying;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param deleted a version that was deleted just now
   */
  @GetMapping("/projects/{id}")
  String project(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID deleted, Model model) {
    model.addAttribute("seen", events.newest()); // why: before anything is read
    model.addAttribute(
        "view",
        cards.of(find(id), deleted == null ? null : undoing.of(Filed.of(new VersionId(deleted)))));
    return "page/project";
  }

  /** All that changes on the page, as it is now. */
  @GetMapping("/projects/{id}/now")
  String now(@PathVariable UUID id, Model model) {
    model.addAttribute("view", cards.of(find(id), null));
    return "page/project :: now(view=${view})";
  }

  /**
   * Whether a version can be named so.
   *
   * @param copied the version whose copy gets the name; absent: it is a new one
   */
  @GetMapping("/projects/{id}/versions/name")
  String check(
      @PathVariable UUID id,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable UUID copied,
      Model model) {
    ProjectId project = find(id).id();
    return NewNames.check(
        copied == null ? "name" : copyField(copied),
        name,
        () -> projects.requireFree(project, Names.checked(name)),
        model);
  }

  @PostMapping("/projects/{id}/versions")
  String openVersion(
      @PathVariable UUID id, @RequestParam String name, Model model, HttpServletResponse response) {
    Project project = find(id);
    return NewNames.make(
        "name",
        () -> {
          DatedVersion version = project.newVersion(name, clock.instant());
          projects.add(version);
          return "/versions/" + version.version().id() + "/dataset";
        },
        model,
        response);
  }

  @PostMapping("/versions/{id}/copy")
  String copy(
      @PathVariable UUID id, @RequestParam String name, Model model, HttpServletResponse response) {
    return NewNames.make(
        copyField(id),
        () -> "/versions/" + copying.copy(new VersionId(id), name).version().id() + "/dataset",
        model,
        response);
  }

  private static String copyField(UUID version) {
    return "copy-" + version;
  }

  /** On the tab where somebody was last. */
  @GetMapping("/versions/{id}")
  String version(@PathVariable UUID id, HttpServletRequest request) {
    VersionId version = new VersionId(id);
    Place place = Places.in(request).of(version).orElseGet(() -> new Place(version, Tab.DATASET));
    return "redirect:" + place.href();
  }

  private Project find(UUID id) {
    ProjectId asked = new ProjectId(id);
    return projects.find(asked).orElseThrow(() -> new ProjectNotFound(asked));
  }
}
