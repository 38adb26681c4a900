package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ProjectView.DeletedCard;
import dev.lorafoundry.api.page.web.ProjectView.VersionCard;
import dev.lorafoundry.api.page.web.ProjectsView.Undo;
import dev.lorafoundry.api.project.DatedVersion;
import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.api.project.Note;
import dev.lorafoundry.api.project.Notes;
import dev.lorafoundry.api.project.Project;
import dev.lorafoundry.api.project.Projects;
import dev.lorafoundry.api.project.Version;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the page of a project shows. */
final class VersionCards {
  private final Projects projects;
  private final Notes notes;
  private final Undoing undoing;

  VersionCards(Projects projects, Notes notes, Undoing undoing) {
    this.projects = projects;
    this.notes = notes;
    this.undoing = undoing;
  }

  ProjectView of(Project project, @Nullable Undo undo) {
    String free = freeName(project);
    Predicate<DatedVersion> archived = version -> version.archivedAt() != null;
    return new ProjectView(
        project.id().toString(),
        project.name(),
        project.archivedAt() != null,
        List.of(Crumb.projects()),
        cards(project, archived.negate(), free),
        cards(project, archived, free),
        projects.deletedVersions(project.id()).stream()
            .map(
                deleted ->
                    new DeletedCard(
                        deleted.version().id().toString(),
                        deleted.version().name(),
                        undoing.goneAt(deleted.deletedAt())))
            .toList(),
        Field.text("name", Phrase.of("projects.name"), free, Phrase.of("project.name-help")),
        undo);
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

  private List<VersionCard> cards(
      Project project, Predicate<DatedVersion> wanted, String copyName) {
    List<DatedVersion> versions = project.versions().stream().filter(wanted).toList();
    Map<VersionId, Note> noted =
        notes.of(versions.stream().map(DatedVersion::version).map(Version::id).toList());
    return versions.stream()
        .map(
            version ->
                card(version, noted.getOrDefault(version.version().id(), Note.NONE), copyName))
        .toList();
  }

  private static VersionCard card(DatedVersion version, Note note, String copyName) {
    String id = version.version().id().toString();
    return new VersionCard(
        id,
        version.version().name(),
        Moment.of(version.createdAt()),
        NoteView.shown(version.version(), note),
        copyName);
  }
}
