package dev.lorafoundry.api.preview;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.List;

/**
 * Asks for a preview of every checkpoint as soon as it is noted, where its run wants that and
 * nobody has cancelled its job meanwhile.
 */
final class PreviewAfterTraining implements WorkListener {
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final Runs runs;
  private final PreviewDesk desk;

  PreviewAfterTraining(Checkpoints checkpoints, Jobs jobs, Runs runs, PreviewDesk desk) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
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
      checkpoints.find(saved.checkpoint()).filter(this::isOfWantedJob).ifPresent(this::askIfWanted);
    }
  }

  private boolean isOfWantedJob(Checkpoint checkpoint) {
    return jobs.find(checkpoint.job())
        .map(job -> job.standing().state())
        .filter(state -> state != WorkState.CANCELLING && state != WorkState.CANCELLED)
        .isPresent();
  }

  private void askIfWanted(Checkpoint checkpoint) {
    runs.find(checkpoint.run())
        .filter(Run::previewAfterTraining)
        .ifPresent(run -> desk.ask(List.of(checkpoint), run.preview()));
  }
}
