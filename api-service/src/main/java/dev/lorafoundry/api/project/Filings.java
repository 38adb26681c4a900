package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where all projects and versions are. */
public interface Filings {
  Optional<Filing> find(Filed what);

  /**
   * As {@link #find}; until the transaction ends, nothing of it takes a new job or changes place.
   */
  Optional<Filing> locked(Filed what);

  /**
   * The project that a version belongs to, which is not put away until the transaction ends; empty
   * for projects.
   */
  Optional<Filing> above(Filed what);

  /**
   * The version that something belongs to, if that can't be found because it is deleted, or its
   * project is.
   */
  Optional<VersionId> deletedWith(Belonging kind, UUID id);

  /**
   * @param at absent: it is in use
   */
  void archive(Filed what, @Nullable Instant at);

  /**
   * @param at absent: it is there
   * @throws NameTaken if it is to be there again, and another one has got its name
   */
  void delete(Filed what, @Nullable Instant at);

  /**
   * What keeps it from being deleted: work of it that has not ended, and what was made elsewhere of
   * its checkpoints.
   *
   * @param goneBefore versions that were deleted before that need nothing any more
   */
  Ties ties(Filed what, Instant goneBefore);

  /**
   * Some of what was deleted before that, others each time: what can't be deleted for good stays
   * here, and does not hide the rest.
   */
  List<Filed> due(Instant deletedBefore, int most);

  /**
   * What others need of a project or a version.
   *
   * @param openWork trainings, previews, preparations and LoRA tasks that have not ended
   * @param usedBy names of other versions, with their projects', whose LoRAs were made of its
   *     checkpoints, or whose open work needs these
   */
  record Ties(int openWork, List<String> usedBy) {
    public static final Ties NONE = new Ties(0, List.of());

    public Ties {
      usedBy = List.copyOf(usedBy);
    }

    boolean any() {
      return openWork > 0 || !usedBy.isEmpty();
    }
  }
}
