package dev.lorafoundry.api.job;

import static dev.lorafoundry.api.job.JobExample.NOON;
import static dev.lorafoundry.api.job.JobExample.change;
import static dev.lorafoundry.api.job.JobExample.header;
import static dev.lorafoundry.api.job.JobExample.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.queue.Transition;
import dev.lorafoundry.api.queue.WorkState;
import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.TrainingEvent.Point;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobTest {
  @Test
  void addsUpTheTimeOfItsAttempts() {
    Job lost = running(JobExample.job(), 1);
    lost = lost.after(change(lost, Transition.LOSE, WorkState.QUEUED, 1, 30));
    Job again = running(lost, 2);

    assertThat(lost.standing().worked()).isEqualTo(Duration.ofSeconds(30));
    assertThat(again.standing().workedUntil(NOON.plusSeconds(12)))
        .isEqualTo(Duration.ofSeconds(42));
    assertThat(again.standing().startedAt()).isEqualTo(NOON);
  }

  @Test
  void knowsItsEndUntilItIsTriedAgain() {
    Job failed = running(JobExample.job(), 1);
    failed = failed.after(change(failed, Transition.FAIL, WorkState.FAILED, 1, 5));

    assertThat(failed.standing().endedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(failed.standing().worker()).isNull();
    assertThat(
            failed
                .after(change(failed, Transition.RETRY, WorkState.QUEUED, 1, 9))
                .standing()
                .endedAt())
        .isNull();
  }

  @Test
  void showsTheNewestPoint() {
    Job job = running(JobExample.job(), 1);

    Job further = job.after(progressed(job, 1, new Point(1, 0.5, 1e-4), new Point(2, 0.25, 2e-4)));

    assertThat(further.progress().step()).isEqualTo(2);
    assertThat(further.progress().loss()).isEqualTo(0.25);
    assertThat(further.progress().learningRate()).isEqualTo(2e-4);
  }

  @Test
  void keepsTheLastLossWhereAnEventHasNoPoints() {
    Job job = running(JobExample.job(), 1);
    Job further = job.after(progressed(job, 1, new Point(1, 0.5, 1e-4)));

    assertThat(further.after(progressed(job, 1)).progress().loss()).isEqualTo(0.5);
  }

  @Test
  void isAtItsEndWhereItStoppedEarly() {
    Job job = running(JobExample.job(), 1);
    job = job.after(progressed(job, 1, new Point(1, 0.5, 1e-4)));

    Job done =
        job.after(
            new TrainingEvent.Finished(
                job.id(), header(1, 2), 0.25, Duration.ofSeconds(9), new StoppedEarly(3, 6, 1)));

    assertThat(done.progress().step()).isEqualTo(6);
    assertThat(done.progress().totalSteps()).isEqualTo(6);
  }

  @Test
  void lastWordsOfAnOlderAttemptChangeNoProgress() {
    Job job = running(JobExample.job(), 2);

    assertThat(job.after(progressed(job, 1, new Point(1, 0.5, 1e-4)))).isEqualTo(job);
  }

  private static TrainingEvent progressed(Job job, int attempt, Point... points) {
    return new TrainingEvent.Progressed(
        job.id(), header(attempt, 1), points.length, 1, 4, List.of(points));
  }
}
