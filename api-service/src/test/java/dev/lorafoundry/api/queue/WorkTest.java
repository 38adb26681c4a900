package dev.lorafoundry.api.queue;

import static dev.lorafoundry.api.queue.WorkExample.LEASE;
import static dev.lorafoundry.api.queue.WorkExample.NOON;
import static dev.lorafoundry.api.queue.WorkExample.aWork;
import static dev.lorafoundry.api.queue.WorkExample.claim;
import static dev.lorafoundry.api.queue.WorkExample.heartbeat;
import static dev.lorafoundry.api.queue.WorkExample.release;
import static dev.lorafoundry.api.queue.WorkExample.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WorkTest {
  private static final RetryPolicy RETRIES = RetryPolicy.DEFAULTS;

  @Test
  void claimOpensAnAttemptWithTheNextEpoch() {
    Work work = aWork().released().work();

    WorkChanged change = work.claim(claim("w1", 1), NOON, LEASE);

    assertThat(change.opensAttempt()).isTrue();
    assertThat(change.epoch()).isEqualTo(1);
    assertThat(work.standing().leaseUntil()).isEqualTo(NOON.plus(LEASE));
  }

  @Test
  void refusesTheSameOfferTwice() {
    Work work = aWork().claimedBy("w1").work();

    assertThatThrownBy(() -> work.claim(claim("w2", 1), NOON, LEASE))
        .isInstanceOf(ClaimRefused.class)
        .hasMessageContaining("is running and not on offer");
    assertThat(work.standing().epoch()).isEqualTo(1);
  }

  @Test
  void refusesAnOlderOffer() {
    Work work = aWork().released().work();
    work.withdraw(NOON);
    work.release(NOON);

    assertThatThrownBy(() -> work.claim(claim("w1", 1), NOON, LEASE))
        .isInstanceOf(ClaimRefused.class)
        .hasMessageContaining("not the newest one, which is 2");
    assertThat(work.claim(claim("w1", 2), NOON, LEASE).to()).isEqualTo(WorkState.RUNNING);
  }

  @Test
  void heartbeatRenewsTheLeaseAndTellsProgress() {
    Work work = aWork().claimedBy("w1").work();
    Instant later = NOON.plusSeconds(20);

    Command command = work.heartbeat(heartbeat("w1", 1, 42), later, LEASE);

    assertThat(command).isEqualTo(Command.CONTINUE);
    assertThat(work.standing().leaseUntil()).isEqualTo(later.plus(LEASE));
    assertThat(work.standing().step()).isEqualTo(42);
  }

  @Test
  void heartbeatCarriesTheCommandOfTheState() {
    assertThat(beat(WorkExample.in(WorkState.PAUSING))).isEqualTo(Command.PAUSE);
    assertThat(beat(WorkExample.in(WorkState.CANCELLING))).isEqualTo(Command.CANCEL);
  }

  @Test
  void someoneGivesEachCommand() {
    Set<Command> given = EnumSet.of(Command.DRAIN); // by the worker itself, when it ends
    for (WorkState state : WorkState.values()) {
      if (state.leased()) {
        given.add(beat(WorkExample.in(state)));
      }
    }

    assertThat(given).containsExactlyInAnyOrder(Command.values());
  }

  @Test
  void refusesLateWorker() {
    Work work = aWork().claimedBy("w1").work();
    work.lose(NOON, RETRIES);
    work.release(NOON);
    work.claim(claim("w2", 2), NOON, LEASE);

    assertThatThrownBy(() -> work.heartbeat(heartbeat("w1", 1, 5), NOON, LEASE))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> work.heartbeat(heartbeat("w1", 2, 5), NOON, LEASE))
        .isInstanceOf(LeaseLost.class);
    assertThatThrownBy(() -> work.giveBack(release("w1", 1, state(5)), NOON))
        .isInstanceOf(LeaseLost.class);
    assertThat(work.standing().resumeFrom()).isNull();
  }

  @Test
  void lostWorkResumesFromItsLastCompleteState() {
    Work work = aWork().claimedBy("w1").work();
    work.reached(state(50));

    work.lose(NOON, RETRIES);
    work.release(NOON);
    work.claim(claim("w2", 2), NOON, LEASE);

    assertThat(work.lease(LEASE).resumeFrom()).isEqualTo(state(50));
    assertThat(work.lease(LEASE).epoch().value()).isEqualTo(2);
  }

  @Test
  void neverFallsBackToAnOlderState() {
    Work work = aWork().claimedBy("w1").work();
    work.reached(state(50));

    work.reached(state(20));

    assertThat(work.standing().resumeFrom()).isEqualTo(state(50));
  }

  @Test
  void handingBackAnOlderStateChangesNothing() {
    Work work = aWork().claimedBy("w1").work();
    work.reached(state(50));

    work.giveBack(release("w1", 1, state(20)), NOON);

    assertThat(work.standing().resumeFrom()).isEqualTo(state(50));
  }

  @Test
  void givesUpAfterTheLimitOfAttempts() {
    Work work = aWork().work();
    for (int attempt = 1; attempt <= 4; attempt++) {
      again(work);
      assertThat(work.lose(NOON, RETRIES).to()).isEqualTo(WorkState.QUEUED);
    }

    again(work);
    WorkChanged last = work.lose(NOON, RETRIES);

    assertThat(last.to()).isEqualTo(WorkState.FAILED);
    assertThat(last.transition()).isEqualTo(Transition.GIVE_UP);
    assertThat(last.reason()).contains("Given up after 5 attempts");
  }

  @Test
  void gettingFurtherClearsEarlierSetbacks() {
    Work work = aWork().work();
    for (int attempt = 1; attempt <= 20; attempt++) {
      again(work);
      work.reached(state(attempt));
      work.lose(NOON, RETRIES);
    }

    assertThat(work.state()).isEqualTo(WorkState.QUEUED);
    assertThat(work.standing().setbacks()).isEqualTo(1);
  }

  @Test
  void handingBackOnPurposeIsNoSetback() {
    Work work = aWork().claimedBy("w1").work();

    WorkChanged change = work.giveBack(release("w1", 1, state(7)), NOON);

    assertThat(change.to()).isEqualTo(WorkState.QUEUED);
    assertThat(change.endsAttempt()).isTrue();
    assertThat(work.standing().setbacks()).isZero();
    assertThat(work.standing().resumeFrom()).isEqualTo(state(7));
  }

  @Test
  void neverRetriesWhatCannotSucceed() {
    for (FailureKind kind :
        new FailureKind[] {
          FailureKind.BAD_INPUT, FailureKind.OUT_OF_MEMORY, FailureKind.DIVERGED
        }) {
      Work work = aWork().claimedBy("w1").work();

      assertThat(work.fail(kind, "Too large.", NOON, RETRIES).to()).isEqualTo(WorkState.FAILED);
    }
  }

  @Test
  void retriesOtherFailuresAfterAGrowingPause() {
    Work work = aWork().claimedBy("w1").work();

    work.fail(FailureKind.INFRASTRUCTURE, "Storage is down.", NOON, RETRIES);
    assertThat(work.standing().notBefore()).isEqualTo(NOON.plusSeconds(5));
    again(work);
    work.fail(FailureKind.INTERNAL, "Bug.", NOON, RETRIES);

    assertThat(work.state()).isEqualTo(WorkState.QUEUED);
    assertThat(work.standing().notBefore()).isEqualTo(NOON.plusSeconds(10));
    assertThat(RETRIES.pauseAfter(40)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void waitsForANewerWorkerHoweverManyAreTooOld() {
    Work work = aWork().work();
    for (int attempt = 1; attempt <= 20; attempt++) {
      again(work);
      work.fail(FailureKind.OUTDATED_WORKER, "Update the workers.", NOON, RETRIES);
    }

    assertThat(work.state()).isEqualTo(WorkState.QUEUED);
    assertThat(work.standing().notBefore()).isEqualTo(NOON.plus(RETRIES.longestPause()));
    assertThat(work.standing().reason()).isEqualTo("Update the workers.");
    assertThat(work.standing().setbacks()).isZero();
  }

  @Test
  void cancelledAttemptEndsCancelledHoweverItEnds() {
    Work lost = WorkExample.in(WorkState.CANCELLING);
    Work failed = WorkExample.in(WorkState.CANCELLING);

    lost.lose(NOON, RETRIES);
    failed.fail(FailureKind.BAD_INPUT, "Bad.", NOON, RETRIES);

    assertThat(lost.state()).isEqualTo(WorkState.CANCELLED);
    assertThat(failed.state()).isEqualTo(WorkState.CANCELLED);
  }

  @Test
  void retryStartsCountingAnew() {
    Work work = WorkExample.in(WorkState.FAILED);

    work.retry(NOON);

    assertThat(work.state()).isEqualTo(WorkState.QUEUED);
    assertThat(work.standing().setbacks()).isZero();
    assertThat(work.standing().epoch()).isEqualTo(1);
  }

  @Test
  void failedWorkIsDoneWhenWhatItSavedIsTakenAsItsResult() {
    Work work = WorkExample.in(WorkState.FAILED);

    WorkChanged settled = work.settle("Taken.", NOON);

    assertThat(settled.to()).isEqualTo(WorkState.DONE);
    assertThat(settled.reason()).isEqualTo("Taken.");
    assertThatThrownBy(() -> work.settle("Again.", NOON)).isInstanceOf(TransitionRefused.class);
  }

  @Test
  void refusalNamesStateAndWhatIsPossible() {
    Work work = WorkExample.in(WorkState.DONE);

    assertThatThrownBy(() -> work.cancel("", NOON))
        .isInstanceOf(TransitionRefused.class)
        .hasMessageContaining("it is done")
        .hasMessageContaining("queued or released or running");
  }

  @Test
  void isTheSameAfterStoringAndRestoring() {
    Work work = aWork().claimedBy("w1").work();

    assertThat(new Work(work.ticket(), work.standing()).standing()).isEqualTo(work.standing());
  }

  private static void again(Work work) {
    work.release(NOON);
    work.claim(claim("w1", work.standing().dispatch()), NOON, LEASE);
  }

  private static Command beat(Work work) {
    return work.heartbeat(heartbeat("w1", 1, 1), NOON, LEASE);
  }
}
