package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Marks of all checkpoints. */
public interface Marks {
  /** Marks of those of these checkpoints that somebody has marked. */
  Map<CheckpointId, Mark> of(Collection<CheckpointId> checkpoints);

  /** Those of a version's checkpoints that have a star. */
  Set<CheckpointId> starred(VersionId version);

  default Mark of(CheckpointId checkpoint) {
    return of(List.of(checkpoint)).getOrDefault(checkpoint, Mark.NONE);
  }

  /**
   * Changes what is asked for and nothing else, so that two people who mark the same checkpoint at
   * the same time, one with a star and one with a note, both have their way.
   *
   * @param checkpoint which there is
   * @return empty, and nothing has changed, if the note is another one than was seen
   */
  Optional<Mark> change(CheckpointId checkpoint, MarkChange change, Instant at);
}
