package dev.lorafoundry.api.halving;

import static dev.lorafoundry.api.checkpoint.CheckpointExample.atStep;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.checkpoint;
import static dev.lorafoundry.api.checkpoint.CheckpointExample.judged;
import static dev.lorafoundry.api.job.JobExample.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.checkpoint.Checkpoint;
import dev.lorafoundry.api.checkpoint.InMemoryCheckpoints;
import dev.lorafoundry.api.job.InMemoryJobs;
import dev.lorafoundry.api.job.Job;
import dev.lorafoundry.api.job.JobExample;
import dev.lorafoundry.api.queue.Priority;
import dev.lorafoundry.api.queue.QueueInMemory;
import dev.lorafoundry.api.queue.Team;
import dev.lorafoundry.api.queue.WorkQueue;
import dev.lorafoundry.api.queue.WorkRequest;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.api.queue.WorkStatus;
import dev.lorafoundry.api.run.Halving;
import dev.lorafoundry.api.run.InMemoryRuns;
import dev.lorafoundry.api.run.Run;
import dev.lorafoundry.api.run.RunExample;
import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.VersionId;
import org.junit.jupiter.api.Test;

final class EndWeakJobsTest {
  private final VersionId version = VersionId.random();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
  private final WorkQueue queue = QueueInMemory.queue();
  private final EndWeakJobs listener = new EndWeakJobs(jobs, runs, checkpoints, () -> queue);
  private final Run run = RunExample.halving(version, new Halving(3, 2));

  EndWeakJobsTest() {
    runs.add(run);
  }

  @Test
  void endsTheThirdOfThreeThatIsNotTheBest() {
    Job first = job(run, "a");
    Job second = job(run, "b");
    Job third = job(run, "c");

    listener.told(saved(first, 2, 0.1, false));
    listener.told(saved(second, 2, 0.3, false));
    listener.told(saved(third, 2, 0.2, false));

    assertThat(status(first).state()).isEqualTo(WorkState.QUEUED);
    assertThat(status(second).state())
        .as("came before there were three")
        .isEqualTo(WorkState.QUEUED);
    assertThat(status(third).state()).isEqualTo(WorkState.DONE);
    assertThat(status(third).reason())
        .isEqualTo(
            "Ended early after epoch 2: number 2 of the 3 jobs that came so far, of which 1 went"
                + " on. That saves 80 steps.");
  }

  @Test
  void letsTheBestGoOn() {
    Job first = job(run, "a");
    Job second = job(run, "b");
    Job third = job(run, "c");

    listener.told(saved(first, 2, 0.3, false));
    listener.told(saved(second, 2, 0.2, false));
    listener.told(saved(third, 3, 0.1, false));

    assertThat(status(third).state()).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void judgesAJobOnceAtEachRung() {
    Job last = job(run, "d");
    listener.told(saved(last, 2, 0.4, false));
    listener.told(saved(job(run, "a"), 2, 0.1, false));
    listener.told(saved(job(run, "b"), 2, 0.2, false));

    listener.told(saved(last, 4, 0.4, false));

    assertThat(status(last).state()).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void comparesNothingOfSingleSteps() {
    Job first = job(run, "a");
    Job second = job(run, "b");
    Job third = job(run, "c");
    for (Job each : new Job[] {first, second, third}) {
      listener.told(savedByStep(each, 25, each.equals(third) ? 9 : 0.1));
    }
    assertThat(status(third).state()).isEqualTo(WorkState.QUEUED);

    listener.told(saved(first, 3, 0.3, false));
    listener.told(saved(second, 3, 0.2, false));
    listener.told(saved(third, 3, 0.1, false));

    assertThat(status(third).state()).as("its epoch is the best").isEqualTo(WorkState.QUEUED);
  }

  @Test
  void leavesWhatAnotherAttemptHasSavedBefore() {
    Job again = job(run, "c");
    TrainingEvent noted = saved(again, 2, 0.3, false);
    listener.told(noted);
    listener.told(saved(job(run, "a"), 2, 0.1, false));
    listener.told(saved(job(run, "b"), 2, 0.05, false));
    Job late = job(run, "d");

    listener.told(unknown(again));
    listener.told(saved(late, 2, 0.2, false));

    assertThat(status(again).state()).isEqualTo(WorkState.QUEUED);
    assertThat(status(late).state()).isEqualTo(WorkState.DONE);
  }

  @Test
  void leavesAJobThatIsAtItsEnd() {
    listener.told(saved(job(run, "a"), 2, 0.1, false));
    listener.told(saved(job(run, "b"), 2, 0.2, false));
    Job last = job(run, "c");

    listener.told(saved(last, 2, 0.3, true));

    assertThat(status(last).state()).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void judgesNoneBeforeTheFirstRungAndNoneOfOtherRuns() {
    Run other = RunExample.keeping(version, null);
    runs.add(other);
    for (Run each : new Run[] {run, other}) {
      for (String name : new String[] {"a", "b", "c"}) {
        Job job = job(each, name);
        listener.told(saved(job, each.equals(run) ? 1 : 2, 0.5, false));
        assertThat(status(job).state()).isEqualTo(WorkState.QUEUED);
      }
    }
  }

  private Job job(Run of, String name) {
    Job job = JobExample.job(of.id(), version, name);
    jobs.add(job);
    queue.submit(new WorkRequest(job.work(), Team.DEFAULT, Priority.NORMAL, "message"));
    return job;
  }

  private WorkStatus status(Job job) {
    return queue.status(job.work()).orElseThrow();
  }

  private TrainingEvent saved(Job job, int epoch, double validationLoss, boolean last) {
    Checkpoint noted = judged(checkpoint(job, epoch), validationLoss);
    assertThat(checkpoints.add(noted)).isTrue();
    return event(job, noted.id(), epoch, last);
  }

  private TrainingEvent savedByStep(Job job, long step, double validationLoss) {
    Checkpoint noted = judged(atStep(job, step), validationLoss);
    assertThat(checkpoints.add(noted)).isTrue();
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        header(1, 1),
        noted.id(),
        noted.name(),
        noted.epoch(),
        step,
        false,
        true,
        0.5,
        validationLoss,
        "jobs/a",
        "00",
        1,
        "jobs/s",
        "00");
  }

  /** Of a checkpoint that is not the one that was noted. */
  private static TrainingEvent unknown(Job job) {
    return event(job, CheckpointId.random(), 2, false);
  }

  private static TrainingEvent event(Job job, CheckpointId id, int epoch, boolean last) {
    return new TrainingEvent.CheckpointSaved(
        job.id(),
        header(1, epoch),
        id,
        "a.safetensors",
        epoch,
        epoch * 10L,
        last,
        0.5,
        0.5,
        "jobs/a",
        "00",
        1,
        "jobs/s",
        "00");
  }
}
