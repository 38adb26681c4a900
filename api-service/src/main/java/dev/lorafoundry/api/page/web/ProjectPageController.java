package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ProjectView.VersionCard;
import dev.lorafoundry.api.page.web.ProjectsView.Card;
import dev.lorafoundry.api.page.web.ProjectsView.VersionLink;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.NameRefused;
import dev.lorafoundry.api.project.NameTaken;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectNotFound;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.contracts.ProjectId;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Projects and their versions: lists, and forms that make new ones. */
@Hidden
@Controller
final class ProjectPageController {
  private static final int PROJECTS_OF_A_PAGE = 24;

  private final Projects projects;
  private final InstantSource clock;

  ProjectPageController(Projects projects, InstantSource clock) {
    this.projects = projects;
    this.clock = clock;
  }

  @GetMapping("/")
  String projects(@RequestParam(defaultValue = "0") int page, Model model) {
    int shown = Math.max(0, page);
    List<Card> cards =
        projects.list((long) shown * PROJECTS_OF_A_PAGE, PROJECTS_OF_A_PAGE).stream()
            .map(ProjectPageController::card)
            .toList();
    int pages = (int) ((projects.count() + PROJECTS_OF_A_PAGE - 1) / PROJECTS_OF_A_PAGE);
    Field name =
        Field.text("name", Phrase.of("projects.name"), "", Phrase.of("projects.name-help"));
    model.addAttribute("view", new ProjectsView(cards, name, shown, pages));
    return "page/projects";
  }

  @PostMapping("/projects")
  String open(@RequestParam String name, Model model, HttpServletResponse response) {
    return make(
        () -> {
          Project project = Project.named(name, clock.instant());
          projects.add(project);
          return "/projects/" + project.id();
        },
        model,
        response);
  }

  @GetMapping("/projects/{id}")
  String project(@PathVariable UUID id, Model model) {
    Project project = find(id);
    Field name =
        Field.text(
            "name",
            Phrase.of("projects.name"),
            "v" + (project.versions().size() + 1),
            Phrase.of("project.name-help"));
    model.addAttribute(
        "view",
        new ProjectView(
            id.toString(),
            project.name(),
            List.of(Crumb.projects()),
            project.versions().stream().map(ProjectPageController::card).toList(),
            name));
    return "page/project";
  }

  @PostMapping("/projects/{id}/versions")
  String openVersion(
      @PathVariable UUID id, @RequestParam String name, Model model, HttpServletResponse response) {
    Project project = find(id);
    return make(
        () -> {
          DatedVersion version = project.newVersion(name, clock.instant());
          projects.add(version);
          return "/versions/" + version.version().id() + "/dataset";
        },
        model,
        response);
  }

  @GetMapping("/versions/{id}")
  String version(@PathVariable UUID id) {
    return "redirect:/versions/" + id + "/dataset";
  }

  /** Goes where {@code making} says, or tells at the field why the name can't be given. */
  private static String make(Supplier<String> making, Model model, HttpServletResponse response) {
    String problem = "";
    try {
      response.setHeader("HX-Redirect", making.get());
    } catch (NameRefused | NameTaken e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      problem = String.valueOf(e.getMessage());
    }
    model.addAttribute("problems", List.of(new FieldProblem("name", problem)));
    return "page/field :: problems(problems=${problems})";
  }

  private Project find(UUID id) {
    ProjectId asked = new ProjectId(id);
    return projects.find(asked).orElseThrow(() -> new ProjectNotFound(asked));
  }

  private static Card card(Project project) {
    return new Card(
        project.id().toString(),
        project.name(),
        Moment.of(project.createdAt()),
        project.versions().stream()
            .map(DatedVersion::version)
            .map(version -> new VersionLink(version.id().toString(), version.name()))
            .toList());
  }

  private static VersionCard card(DatedVersion version) {
    return new VersionCard(
        version.version().id().toString(),
        version.version().name(),
        Moment.of(version.createdAt()));
  }
}
