package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The notes of all versions. */
public interface Notes {
  /** Notes of these versions; of those that have none there is none. */
  Map<VersionId, Note> of(Collection<VersionId> versions);

  default Note of(VersionId version) {
    return of(List.of(version)).getOrDefault(version, Note.NONE);
  }

  /**
   * Changes a note.
   *
   * @return whether the edition before {@code changed} was the present one; nothing changed if not
   */
  boolean change(VersionId version, Note changed);
}
