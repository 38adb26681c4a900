package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.model.ModelRegister;
import dev.lorafoundry.api.page.web.Places.Place;
import dev.lorafoundry.api.page.web.ProjectsView.Card;
import dev.lorafoundry.api.page.web.ProjectsView.Cover;
import dev.lorafoundry.api.page.web.ProjectsView.Found;
import dev.lorafoundry.api.page.web.ProjectsView.Last;
import dev.lorafoundry.api.page.web.ProjectsView.Lesson;
import dev.lorafoundry.api.page.web.ProjectsView.VersionLink;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Overviews;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.ProjectFilter;
import dev.lorafoundry.api.project.ProjectFilter.Shelf;
import dev.lorafoundry.api.project.ProjectOverview;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Versions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the start page shows of projects. */
final class Cards {
  private static final int PROJECTS_OF_A_PAGE = 24;
  private static final int MODELS_NAMED = 3;

  /** Pixels, of those that the service makes pictures small to. */
  private static final int COVER_WIDTH = 512;

  private final Overviews overviews;
  private final Projects projects;
  private final Versions versions;
  private final ModelRegister models;
  private final Undoing undoing;

  Cards(
      Overviews overviews,
      Projects projects,
      Versions versions,
      ModelRegister models,
      Undoing undoing) {
    this.overviews = overviews;
    this.projects = projects;
    this.versions = versions;
    this.models = models;
    this.undoing = undoing;
  }

  /**
   * @param page from 0
   */
  Found find(ProjectFilter filter, int page) {
    int pages =
        Math.toIntExact((projects.count(filter) + PROJECTS_OF_A_PAGE - 1) / PROJECTS_OF_A_PAGE);
    int shown = Math.max(0, page);
    List<Card> cards =
        overviews.list(filter, (long) shown * PROJECTS_OF_A_PAGE, PROJECTS_OF_A_PAGE).stream()
            .map(this::card)
            .toList();
    return new Found(
        cards, filter.search(), filter.shelf().id(), shown, pages, shelves(filter.shelf()));
  }

  private List<ProjectsView.Shelf> shelves(Shelf current) {
    boolean onlyInUse =
        current == Shelf.IN_USE && count(Shelf.ARCHIVED) == 0 && count(Shelf.DELETED) == 0;
    return onlyInUse
        ? List.of()
        : Arrays.stream(Shelf.values())
            .map(
                shelf ->
                    new ProjectsView.Shelf(
                        shelf.id(), Phrase.of("start.shelf." + shelf.id()), shelf == current))
            .toList();
  }

  private long count(Shelf shelf) {
    return projects.count(new ProjectFilter(shelf, ""));
  }

  private Card card(ProjectOverview shown) {
    Project project = shown.project();
    Instant deleted = project.deletedAt();
    return new Card(
        project.id().toString(),
        project.name(),
        Moment.of(shown.overview().lastActivity()),
        Facts.of(project.versions().size(), shown.overview().counts()),
        Facts.training(shown.overview().counts()),
        project.versions().stream()
            .map(DatedVersion::version)
            .map(version -> new VersionLink(version.id().toString(), version.name()))
            .toList(),
        Cover.of(shown.overview().cover(), COVER_WIDTH),
        deleted == null ? null : undoing.goneAt(deleted));
  }

  /** Where somebody goes on: the last page of a version that is still there. */
  Optional<Last> last(Places places) {
    return places.places().stream().flatMap(place -> last(place).stream()).findFirst();
  }

  private Optional<Last> last(Place place) {
    return versions
        .find(place.version())
        .map(
            version ->
                new Last(
                    version.projectName() + " " + version.name(),
                    place.tab().label(),
                    place.href()));
  }

  /** For who has no project at all. */
  @Nullable Lesson lesson() {
    boolean any = Arrays.stream(Shelf.values()).anyMatch(shelf -> count(shelf) > 0);
    return any
        ? null
        : new Lesson(
            models.list(0, MODELS_NAMED).stream()
                .map(registered -> registered.model().reference().name())
                .toList());
  }
}
