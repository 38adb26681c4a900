package dev.lorafoundry.api.retention;

import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.dataset.Pictures;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;

/**
 * Discards LoRA files that attempts saved in vain: of an epoch that an earlier attempt has saved
 * already, and what came late. A file that a checkpoint names stays, as does one outside of the
 * attempt's own folder, which nobody else writes into.
 */
final class DiscardUnnamedLoras implements WorkListener {
  private final Checkpoints checkpoints;
  private final Pictures objects;

  /**
   * @param objects where objects that nobody needs any more are noted
   */
  DiscardUnnamedLoras(Checkpoints checkpoints, Pictures objects) {
    this.checkpoints = checkpoints;
    this.objects = objects;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void told(WorkEvent event) {
    discardUnnamed(event);
  }

  @Override
  public void toldLate(WorkEvent event) {
    discardUnnamed(event);
  }

  private void discardUnnamed(WorkEvent event) {
    if (event instanceof CheckpointSaved saved && isOwn(saved) && !isNamed(saved)) {
      objects.discard(List.of(saved.key()));
    }
  }

  private static boolean isOwn(CheckpointSaved saved) {
    return saved.key().startsWith("jobs/%s/e%d/".formatted(saved.job(), saved.epoch().value()));
  }

  private boolean isNamed(CheckpointSaved saved) {
    return checkpoints.ofJob(saved.job()).stream()
        .anyMatch(checkpoint -> checkpoint.key().equals(saved.key()));
  }
}
