package dev.lorafoundry.api.run;

import dev.lorafoundry.contracts.RunId;
import dev.lorafoundry.contracts.VersionId;
import java.util.List;
import java.util.Optional;

/** All runs of all versions. */
public interface Runs {
  void add(Run run);

  Optional<Run> find(RunId id);

  /** Until the transaction ends nobody else who locks this run gets on. */
  void lock(RunId id);

  /** Some runs of a version, newest first. */
  List<Run> ofVersion(VersionId version, long offset, int limit);

  long count(VersionId version);
}
