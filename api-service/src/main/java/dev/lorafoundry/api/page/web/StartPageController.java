package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.live.LiveLog;
import dev.lorafoundry.api.page.web.ProjectsView.Undo;
import dev.lorafoundry.api.project.Filed;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.contracts.ProjectId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The start page: projects by what they are called, and the form that makes a new one. */
@Hidden
@Controller
final class StartPageController {
  private final Projects projects;
  private final Cards cards;
  private final Undoing undoing;
  private final LiveLog events;
  private final InstantSource clock;

  StartPageController(
      Projects projects, Cards cards, Undoing undoing, LiveLog events, InstantSource clock) {
    this.projects = projects;
    this.cards = cards;
    this.undoing = undoing;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param deleted a project that was deleted just now
   */
  @GetMapping("/")
  String page(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String shelf,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(required = false) @Nullable UUID deleted,
      HttpServletRequest request,
      Model model) {
    Field name =
        Field.text("name", Phrase.of("projects.name"), "", Phrase.of("projects.name-help"));
    Undo undo = deleted == null ? null : undoing.of(Filed.of(new ProjectId(deleted)));
    model.addAttribute("seen", events.newest()); // why: before anything is read
    model.addAttribute(
        "view",
        new ProjectsView(
            cards.find(filter(shelf, search), page),
            name,
            cards.last(Places.in(request)).orElse(null),
            undo,
            cards.lesson()));
    return "page/projects";
  }

  /** A part of the list as it is now. */
  @GetMapping("/projects/found")
  String found(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "") String shelf,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    model.addAttribute("found", cards.find(filter(shelf, search), page));
    return "page/projects :: found(found=${found})";
  }

  private static ProjectFilter filter(String shelf, String search) {
    return new ProjectFilter(Shelf.named(shelf).orElse(Shelf.IN_USE), search);
  }

  @GetMapping("/projects/name")
  String check(@RequestParam String name, Model model) {
    return NewNames.check("name", name, () -> projects.requireFree(Names.checked(name)), model);
  }

  @PostMapping("/projects")
  String open(@RequestParam String name, Model model, HttpServletResponse response) {
    return NewNames.make(
        "name",
        () -> {
          Project project = Project.named(name, clock.instant());
          projects.add(project);
          return "/projects/" + project.id();
        },
        model,
        response);
  }
}
