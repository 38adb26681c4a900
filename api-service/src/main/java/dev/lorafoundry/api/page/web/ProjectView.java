package dev.lorafoundry.api.page.web;

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
   * @param copy name that a copy may have
   */
  record VersionCard(String id, String name, Moment created, NoteView note, String copy) {}

  record DeletedCard(String id, String name, Moment goneAt) {}
}
