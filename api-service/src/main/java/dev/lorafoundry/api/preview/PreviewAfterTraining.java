package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;

/** Asks for a preview of every checkpoint as soon as it is noted, where its run wants that. */
final class PreviewAfterTraining implements WorkListener {
  private final Checkpoints checkpoints;
  private final Runs runs;
  private final PreviewDesk desk;

  PreviewAfterTraining(Checkpoints checkpoints, Runs runs, PreviewDesk desk) {
    this.checkpoints = checkpoints;
    this.runs = runs;
    this.desk = desk;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof CheckpointSaved saved) {
      checkpoints.find(saved.checkpoint()).ifPresent(this::askIfWanted);
    }
  }

  private void askIfWanted(Checkpoint checkpoint) {
    runs.find(checkpoint.run())
        .filter(Run::previewAfterTraining)
        .ifPresent(run -> desk.ask(checkpoint, run.preview()));
  }
}
