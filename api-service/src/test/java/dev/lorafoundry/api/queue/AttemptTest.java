package dev.lorafoundry.api.queue;

import static dev.lorafoundry.api.queue.WorkExample.heartbeat;
import static dev.lorafoundry.api.queue.WorkExample.release;
import static dev.lorafoundry.api.queue.WorkExample.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.CheckpointId;
import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.EventHeader;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.StoppedEarly;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AttemptTest {
  private final QueueExample example = new QueueExample();
  private final ClaimId claim = ClaimId.random();
  private JobId job = JobId.random();

  @BeforeEach
  void aClaimedJob() {
    job = example.submitted();
    example.trainer("w1");
    example.dispatcher.perform();
    example.claimed(job, "w1", claim);
  }

  @Test
  void silentWorkerLosesItsWork() {
    example.pass(Duration.ofSeconds(31));

    example.lostSweep.perform();

    assertThat(example.state(job)).isEqualTo(WorkState.QUEUED);
    assertThat(example.standing(job).reason()).isEqualTo("Worker w1 fell silent.");
    assertThat(example.count("lora.foundry.queue.lost.leases")).isEqualTo(1);
  }

  @Test
  void heartbeatsKeepTheLease() {
    for (int i = 1; i <= 10; i++) {
      example.pass(Duration.ofSeconds(20));
      example.desk.heartbeat(WorkId.of(job), heartbeat("w1", 1, i));
      example.lostSweep.perform();
    }

    assertThat(example.state(job)).isEqualTo(WorkState.RUNNING);
    assertThat(example.standing(job).step()).isEqualTo(10);
  }

  @Test
  void waitsOneLeaseAfterTheStartOfTheService() {
    QueueExample restarted = new QueueExample();
    JobId early = restarted.submitted();
    restarted.trainer("w1");
    restarted.dispatcher.perform();
    restarted.claimed(early, "w1");

    restarted.pass(Duration.ofSeconds(29));
    restarted.lostSweep.perform();

    assertThat(restarted.state(early)).isEqualTo(WorkState.RUNNING);
  }

  @Test
  void waitsOneLeaseAfterTheDatabaseWasAway() {
    example.lostSweep.perform();
    for (int i = 0; i < 20; i++) {
      example.pass(Duration.ofSeconds(2));
      example.works.away = true;
      assertThatThrownBy(example.lostSweep::perform).hasMessage("the database is away");
    }
    example.works.away = false;

    example.lostSweep.perform();

    assertThat(example.state(job)).isEqualTo(WorkState.RUNNING);
    sweepFor(Duration.ofSeconds(30));
    assertThat(example.state(job)).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void waitsOneLeaseAfterEventsAreHeardThatNobodyHeard() {
    sweepFor(Duration.ofSeconds(30));
    example.hearing.begin();

    sweepFor(Duration.ofSeconds(28));

    assertThat(example.state(job)).isEqualTo(WorkState.RUNNING);
    sweepFor(Duration.ofSeconds(2));
    assertThat(example.state(job)).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void takesNoWorkAwayBeforeAnythingIsHeard() {
    assertThat(new Hearing(example::now).lasts(Duration.ZERO)).isFalse();
  }

  private void sweepFor(Duration time) {
    Instant end = example.now().plus(time);
    while (example.now().isBefore(end)) {
      example.pass(Duration.ofSeconds(2));
      example.lostSweep.perform();
    }
  }

  @Test
  void waitsOneLeaseAfterItsRoundsWereHeldUp() {
    example.pass(Duration.ofSeconds(1));
    example.lostSweep.perform();
    example.pass(Duration.ofSeconds(35));

    example.lostSweep.perform();

    assertThat(example.state(job)).isEqualTo(WorkState.RUNNING);
  }

  @Test
  void grantsAClaimAgainWhoseAnswerWasLost() {
    example.pass(Duration.ofSeconds(20));

    assertThat(example.claimed(job, "w1", claim).epoch().value()).isEqualTo(1);
    assertThat(example.standing(job).leaseUntil()).isEqualTo(example.now().plusSeconds(30));
    assertThat(example.chronicle.attempts(WorkId.of(job))).hasSize(1);
    assertThatThrownBy(() -> example.claimed(job, "w2")).isInstanceOf(ClaimRefused.class);
  }

  @Test
  void refusesAWorkerTheCopyOfTheMessageThatItHas() {
    assertThatThrownBy(() -> example.claimed(job, "w1"))
        .isInstanceOf(ClaimRefused.class)
        .hasMessageContaining("is running and not on offer");

    assertThat(example.chronicle.attempts(WorkId.of(job))).hasSize(1);
  }

  @Test
  void grantsAClaimOfAnOlderWorkerOnce() {
    JobId other = example.submitted();
    example.trainer("w2");
    example.dispatcher.perform();
    ClaimRequest older = new ClaimRequest(new WorkerId("w2"), new DispatchId(1), null);

    assertThat(example.desk.claim(WorkId.of(other), older).epoch().value()).isEqualTo(1);
    assertThatThrownBy(() -> example.desk.claim(WorkId.of(other), older))
        .isInstanceOf(ClaimRefused.class);
  }

  @Test
  void forgetsTheClaimWithItsLease() {
    example.desk.release(WorkId.of(job), release("w1", 1, null));

    assertThat(example.standing(job).claim()).isNull();
  }

  @Test
  void forgetsAStateThatTheNextAttemptCouldNotUse() {
    example.intake.accept(saved(example.header(1, 1), 50));
    example.desk.release(WorkId.of(job), release("w1", 1, null));
    example.dispatcher.perform();
    example.claimed(job, "w1");

    example.intake.accept(new TrainingEvent.Started(job, example.header(2, 1), 0, 100, 10));
    example.intake.accept(saved(example.header(2, 2), 10));

    assertThat(example.standing(job).resumeFrom()).isEqualTo(state(10));
  }

  @Test
  void cancelReachesTheWorkerWithItsHeartbeat() {
    example.queue.cancel(WorkId.of(job), "Wrong pictures.");

    Command command = example.desk.heartbeat(WorkId.of(job), heartbeat("w1", 1, 3)).command();
    example.desk.release(WorkId.of(job), release("w1", 1, null));

    assertThat(command).isEqualTo(Command.CANCEL);
    assertThat(example.state(job)).isEqualTo(WorkState.CANCELLED);
  }

  @Test
  void pausedWorkGoesOnFromItsStateWhenResumed() {
    example.queue.pause(WorkId.of(job), "");
    example.desk.release(WorkId.of(job), release("w1", 1, state(33)));
    assertThat(example.state(job)).isEqualTo(WorkState.PAUSED);

    example.queue.resume(WorkId.of(job));
    example.dispatcher.perform();

    assertThat(example.claimed(job, "w1").resumeFrom()).isEqualTo(state(33));
  }

  @Test
  void finishedEventEndsTheWork() {
    example.intake.accept(finished(example.header(1, 1)));

    assertThat(example.state(job)).isEqualTo(WorkState.DONE);
    assertThat(example.heard).last().extracting(WorkChanged::to).isEqualTo(WorkState.DONE);
  }

  @Test
  void repeatedEventChangesNothing() {
    TrainingEvent event =
        new TrainingEvent.Failed(
            job, example.header(1, 1), FailureKind.INFRASTRUCTURE, "Storage is down.");

    example.intake.accept(event);
    example.intake.accept(event);

    assertThat(example.standing(job).setbacks()).isEqualTo(1);
  }

  @Test
  void checkpointMovesTheResumePoint() {
    example.intake.accept(saved(example.header(1, 1), 50));
    example.pass(Duration.ofSeconds(31));
    example.lostSweep.perform();
    example.trainer("w2");
    example.dispatcher.perform();

    assertThat(example.claimed(job, "w2").resumeFrom()).isEqualTo(state(50));
  }

  @Test
  void lateAttemptIsRefusedAndCounted() {
    example.pass(Duration.ofSeconds(31));
    example.lostSweep.perform();
    example.trainer("w2");
    example.dispatcher.perform();
    example.claimed(job, "w2");

    TrainingEvent saved = saved(example.header(1, 1), 50);
    TrainingEvent finished = finished(example.header(1, 2));
    example.intake.accept(saved);
    example.intake.accept(finished);

    assertThat(example.state(job)).isEqualTo(WorkState.RUNNING);
    assertThat(example.standing(job).resumeFrom()).isNull();
    assertThat(example.late).containsExactly(saved, finished);
    assertThat(example.count("lora.foundry.queue.fenced.writes")).isEqualTo(2);
    assertThatThrownBy(() -> example.desk.heartbeat(WorkId.of(job), heartbeat("w1", 1, 3)))
        .isInstanceOf(LeaseLost.class);
  }

  @Test
  void checkpointOfDoneWorkComesLate() {
    example.intake.accept(finished(example.header(1, 1)));
    TrainingEvent saved = saved(example.header(1, 2), 50);

    example.intake.accept(saved);

    assertThat(example.standing(job).resumeFrom()).isNull();
    assertThat(example.late).containsExactly(saved);
  }

  @Test
  void attemptThatThereWasNotYetIsRefusedAndNobodyIsTold() {
    example.intake.accept(saved(example.header(2, 1), 50));

    assertThat(example.standing(job).resumeFrom()).isNull();
    assertThat(example.count("lora.foundry.queue.fenced.writes")).isEqualTo(1);
    assertThat(example.late).isEmpty();
  }

  @Test
  void attemptThatNobodySupersededMayStillFinish() {
    example.pass(Duration.ofSeconds(31));
    example.lostSweep.perform();

    example.intake.accept(finished(example.header(1, 1)));

    assertThat(example.state(job)).isEqualTo(WorkState.DONE);
  }

  @Test
  void lostAttemptCannotFailTheWork() {
    example.pass(Duration.ofSeconds(31));
    example.lostSweep.perform();

    example.intake.accept(
        new TrainingEvent.Failed(job, example.header(1, 1), FailureKind.BAD_INPUT, "Bad."));

    assertThat(example.state(job)).isEqualTo(WorkState.QUEUED);
  }

  @Test
  void lastWordsOfAnAttemptThatHandedBackStillCount() {
    example.desk.release(WorkId.of(job), release("w1", 1, state(40)));
    example.dispatcher.perform();
    example.claimed(job, "w1");

    example.intake.accept(saved(example.header(1, 1), 50));

    assertThat(example.standing(job).resumeFrom()).isEqualTo(state(50));
  }

  @Test
  void nothingSaidAfterTheEndChangesIt() {
    example.intake.accept(finished(example.header(1, 1)));
    example.intake.accept(
        new TrainingEvent.Failed(job, example.header(1, 2), FailureKind.INTERNAL, "Bug."));

    assertThat(example.state(job)).isEqualTo(WorkState.DONE);
  }

  @Test
  void saysWhyATrainingEndedEarly() {
    example.intake.accept(
        new TrainingEvent.Finished(
            job, example.header(1, 1), 0.1, Duration.ofMinutes(1), new StoppedEarly(6, 60, 3)));

    assertThat(example.state(job)).isEqualTo(WorkState.DONE);
    assertThat(example.standing(job).reason())
        .isEqualTo("Stopped early after epoch 6: no better validation loss since epoch 3.");
  }

  private TrainingEvent finished(EventHeader header) {
    return new TrainingEvent.Finished(job, header, 0.1, Duration.ofMinutes(1));
  }

  private TrainingEvent saved(EventHeader header, long step) {
    return new TrainingEvent.CheckpointSaved(
        job,
        header,
        CheckpointId.random(),
        "a-000001.safetensors",
        1,
        step,
        false,
        0.1,
        null,
        "jobs/1/1/a",
        "00",
        10,
        state(step).stateKey(),
        "00");
  }
}
