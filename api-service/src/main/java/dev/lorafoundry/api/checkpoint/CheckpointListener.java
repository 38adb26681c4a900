package dev.lorafoundry.api.checkpoint;

import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.JobTicket;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.live.LiveEvents;
import dev.lorafoundry.api.live.LiveTopic;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;

/** Notes every LoRA file that a training saves. */
final class CheckpointListener implements WorkListener {
  private final Checkpoints checkpoints;
  private final Jobs jobs;
  private final LiveEvents live;

  CheckpointListener(Checkpoints checkpoints, Jobs jobs, LiveEvents live) {
    this.checkpoints = checkpoints;
    this.jobs = jobs;
    this.live = live;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public void told(WorkEvent event) {
    if (event instanceof CheckpointSaved saved) {
      note(saved);
    }
  }

  private void note(CheckpointSaved saved) {
    Job job = jobs.find(saved.job()).orElseThrow(() -> new JobNotFound(saved.job()));
    JobTicket ticket = job.ticket();
    if (checkpoints.add(Checkpoint.of(saved, ticket.run(), ticket.version()))) {
      jobs.save(job.withCheckpoint());
      live.changed(LiveTopic.JOB, job.id().value(), ticket.version(), ticket.run());
      live.changed(
          LiveTopic.CHECKPOINT, saved.checkpoint().value(), ticket.version(), ticket.run());
    }
  }
}
