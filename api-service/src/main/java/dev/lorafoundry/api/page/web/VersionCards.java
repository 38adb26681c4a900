package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ProjectView.DeletedCard;
import dev.lorafoundry.api.page.web.ProjectView.VersionCard;
import dev.lorafoundry.api.page.web.ProjectView.Work;
import dev.lorafoundry.api.page.web.ProjectsView.Cover;
import dev.lorafoundry.api.page.web.ProjectsView.Undo;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.Overview;
import dev.lorafoundry.api.project.Overviews;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the page of a project shows. */
final class VersionCards {
  /** Pixels, of those that the service makes pictures small to. */
  private static final int COVER_WIDTH = 256;

  private final Projects projects;
  private final Overviews overviews;
  private final Notes notes;
  private final Undoing undoing;

  VersionCards(Projects projects, Overviews overviews, Notes notes, Undoing undoing) {
    this.projects = projects;
    this.overviews = overviews;
    this.notes = notes;
    this.undoing = undoing;
  }

  ProjectView of(Project project, @Nullable Undo undo) {
    String free = freeName(project);
    List<VersionCard> inUse = new ArrayList<>();
    List<VersionCard> archived = new ArrayList<>();
    Map<VersionId, Overview> works = overviews.versions(project.id());
    Map<VersionId, Note> noted = notes.of(works.keySet());
    for (DatedVersion each : project.versions()) {
      VersionId id = each.version().id();
      Overview work = works.get(id);
      if (work != null) { // why: else it was deleted between the two looks
        Note note = noted.getOrDefault(id, Note.NONE);
        (each.archivedAt() == null ? inUse : archived).add(card(each.version(), work, note, free));
      }
    }
    return new ProjectView(
        project.id().toString(),
        project.name(),
        project.archivedAt() != null,
        List.of(Crumb.projects()),
        inUse,
        archived,
        deleted(project),
        Field.text("name", Phrase.of("projects.name"), free, Phrase.of("project.name-help")),
        undo);
  }

  private static VersionCard card(Version version, Overview work, Note note, String copyName) {
    return new VersionCard(
        version.id().toString(),
        version.name(),
        new Work(
            Moment.of(work.lastActivity()),
            Facts.of(work.counts()),
            Facts.training(work.counts()),
            Cover.of(work.cover(), COVER_WIDTH)),
        NoteView.shown(version, note),
        copyName);
  }

  private List<DeletedCard> deleted(Project project) {
    return projects.deletedVersions(project.id()).stream()
        .map(
            deleted ->
                new DeletedCard(
                    deleted.version().id().toString(),
                    deleted.version().name(),
                    undoing.goneAt(deleted.deletedAt())))
        .toList();
  }

  /** The first of v1, v2 and so on that comes after all versions, and that none of them has. */
  private static String freeName(Project project) {
    Set<String> taken =
        project.versions().stream()
            .map(DatedVersion::version)
            .map(version -> Names.key(version.name()))
            .collect(Collectors.toSet());
    return IntStream.iterate(taken.size() + 1, number -> number + 1)
        .mapToObj(number -> "v" + number)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }
}
