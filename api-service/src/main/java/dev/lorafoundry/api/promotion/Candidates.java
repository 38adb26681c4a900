package dev.lorafoundry.api.promotion;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.CheckpointNotFound;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.project.VersionNotFound;
import dev.lorafoundry.api.project.Versions;
import dev.lorafoundry.contracts.CheckpointId;
import java.util.Set;
import java.util.stream.Collectors;

/** The checkpoints that may become the result of their job. */
final class Candidates {
  private final Checkpoints checkpoints;
  private final Versions versions;

  Candidates(Checkpoints checkpoints, Versions versions) {
    this.checkpoints = checkpoints;
    this.versions = versions;
  }

  /**
   * @throws CheckpointNotFound if there is no such checkpoint
   */
  Checkpoint find(CheckpointId id) {
    return checkpoints.find(id).orElseThrow(() -> new CheckpointNotFound(id));
  }

  /**
   * @throws CheckpointNotFound if there is no such checkpoint
   * @throws VersionNotFound if its version is deleted
   * @throws PromotionRefused if it was made of others, or its file is gone
   */
  Checkpoint require(CheckpointId id) {
    Checkpoint checkpoint = find(id);
    if (versions.find(checkpoint.version()).isEmpty()) {
      throw new VersionNotFound(checkpoint.version());
    }
    if (checkpoint.made()) {
      throw PromotionRefused.ofMade(checkpoint);
    }
    if (checkpoint.dropped()) {
      throw PromotionRefused.ofDropped(checkpoint);
    }
    return checkpoint;
  }

  /** As {@link #require}, once nobody else can drop it any more until the transaction ends. */
  Checkpoint keptFromOthers(Checkpoint checkpoint) {
    var unused = checkpoints.locked(checkpoint.job());
    return require(checkpoint.id());
  }

  /** Names it as the last of its job, unless another of them has that name. */
  void makeLast(Checkpoint checkpoint) {
    Set<String> taken =
        checkpoints.ofJob(checkpoint.job()).stream()
            .filter(other -> !other.id().equals(checkpoint.id()))
            .map(Checkpoint::name)
            .collect(Collectors.toSet());
    String name = checkpoint.finalName();
    checkpoints.makeLast(checkpoint, taken.contains(name) ? checkpoint.name() : name);
  }
}
