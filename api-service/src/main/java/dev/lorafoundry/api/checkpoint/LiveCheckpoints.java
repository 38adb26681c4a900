package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.live.LiveSource;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.contracts.CheckpointId;
import java.util.Optional;
import java.util.UUID;

/** Shows checkpoints to live pages. */
final class LiveCheckpoints implements LiveSource {
  private final Checkpoints checkpoints;

  LiveCheckpoints(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public LiveTopic topic() {
    return LiveTopic.CHECKPOINT;
  }

  @Override
  public Optional<Object> show(UUID subject) {
    return checkpoints.find(new CheckpointId(subject)).map(CheckpointView::of);
  }
}
