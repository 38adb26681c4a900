package dev.lorafoundry.api.halving;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.Checkpoints;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobNotFound;
import dev.lorafoundry.api.job.Jobs;
import dev.lorafoundry.api.queue.WorkListener;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.run.Halving;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.Runs;
import dev.lorafoundry.contracts.TrainingEvent.CheckpointSaved;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkKind;
import java.util.function.Supplier;

/**
 * Ends jobs whose checkpoint at a rung of their run is not among the best there so far; those of
 * single steps count for nothing. What is decided depends on the order in which checkpoints are
 * noted alone.
 */
final class EndWeakJobs implements WorkListener {
  private final Jobs jobs;
  private final Runs runs;
  private final Checkpoints checkpoints;
  private final Supplier<WorkQueue> queue;

  /**
   * @param queue asked when a job ends, because it tells this one itself
   */
  EndWeakJobs(Jobs jobs, Runs runs, Checkpoints checkpoints, Supplier<WorkQueue> queue) {
    this.jobs = jobs;
    this.runs = runs;
    this.checkpoints = checkpoints;
    this.queue = queue;
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  /** One that two attempts have saved is noted once, and is judged once. */
  @Override
  public void told(WorkEvent event) {
    if (event instanceof CheckpointSaved saved && !saved.last() && !saved.byStep()) {
      checkpoints.find(saved.checkpoint()).ifPresent(this::noted);
    }
  }

  private void noted(Checkpoint checkpoint) {
    runs.find(checkpoint.run())
        .map(Run::halving)
        .ifPresent(
            halving ->
                halving
                    .rung(checkpoint.epoch())
                    .ifPresent(rung -> judge(halving, rung, checkpoint)));
  }

  private void judge(Halving halving, int rung, Checkpoint checkpoint) {
    Job job = jobs.find(checkpoint.job()).orElseThrow(() -> new JobNotFound(checkpoint.job()));
    if (job.standing().state().ended()) {
      return;
    }
    runs.lock(checkpoint.run());
    Rung standing = Rung.of(rung, checkpoints.ofEpochs(checkpoint.run()));
    int goingOn = halving.goingOn(standing.size());
    standing
        .place(checkpoint)
        .filter(place -> place > goingOn)
        .ifPresent(
            place ->
                queue
                    .get()
                    .finish(job.work(), reason(job, checkpoint, place, standing.size(), goingOn)));
  }

  private static String reason(Job job, Checkpoint checkpoint, int place, int jobs, int goingOn) {
    long left = Math.max(0, job.progress().totalSteps() - checkpoint.step());
    Double speed = job.progress().stepsPerSecond();
    String time = speed == null || speed <= 0 ? "" : ", about " + time(Math.round(left / speed));
    return "Ended early after epoch %d: number %d of the %d jobs that came so far, of which %d went on. That saves %d steps%s."
        .formatted(checkpoint.epoch(), place, jobs, goingOn, left, time);
  }

  private static String time(long seconds) {
    return seconds < 120 ? seconds + " seconds" : Math.round(seconds / 60.0) + " minutes";
  }
}
