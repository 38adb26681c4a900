package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.ProjectsView.Cover;
import dev.lorafoundry.api.page.web.ProjectsView.Undo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One project with its versions.
 *
 * @param name of a new version
 * @param undo of a deletion; absent: nothing was deleted just now
 */
record ProjectView(
    String id,
    String project,
    boolean archived,
    List<Crumb> crumbs,
    List<VersionCard> versions,
    List<VersionCard> archivedVersions,
    List<DeletedCard> deletedVersions,
    Field name,
    @Nullable Undo undo) {
  ProjectView {
    crumbs = List.copyOf(crumbs);
    versions = List.copyOf(versions);
    archivedVersions = List.copyOf(archivedVersions);
    deletedVersions = List.copyOf(deletedVersions);
  }

  /**
   * @param work what it amounts to
   * @param copy name that a copy may have
   */
  record VersionCard(String id, String name, Work work, NoteView note, String copy) {}

  /**
   * @param training what workers do for a version now; absent: nothing
   * @param active when something happened in it last
   */
  record Work(Moment active, List<Phrase> facts, @Nullable Phrase training, @Nullable Cover cover) {
    Work {
      facts = List.copyOf(facts);
    }
  }

  record DeletedCard(String id, String name, Moment goneAt) {}
}
