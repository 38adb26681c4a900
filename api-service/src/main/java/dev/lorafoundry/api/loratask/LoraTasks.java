package dev.lorafoundry.api.loratask;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.LoraTaskId;
import dev.lorafoundry.contracts.VersionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All LoRA tasks. */
public interface LoraTasks {
  void add(LoraTask task);

  Optional<LoraTask> find(LoraTaskId id);

  /** Stores how a task stands and what came of it; whoever calls this has locked its work. */
  void save(LoraTask task);

  /** Some of a version's tasks, newest first. */
  List<LoraTask> ofVersion(VersionId version, long offset, int limit);

  long countOfVersion(VersionId version);

  /** Those of these checkpoints that a task which has not ended is to be made of. */
  Set<CheckpointId> neededOf(Collection<CheckpointId> checkpoints);
}
