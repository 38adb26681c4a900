package dev.lorafoundry.messaging.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AttemptRunTest {
  private final WorkExample example = new WorkExample();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final PreparationJob job = ScriptedTrade.job();
  private final AttemptRun<PreparationJob> run = runIn(example.shop);

  private AttemptRun<PreparationJob> runIn(Workshop shop) {
    return new AttemptRun<>(example.trade, WorkExample.SELF, shop, timer);
  }

  @AfterEach
  void endTimer() {
    timer.shutdownNow();
  }

  @Test
  void numbersEventsWithoutGaps() {
    perform(
        (job, attempt) -> {
          for (int i = 0; i < 3; i++) {
            attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 1, 0));
          }
          return new Outcome.Done();
        });

    assertThat(example.events).extracting("sequence").containsExactly(1L, 2L, 3L);
    assertThat(example.desk.releases).isEmpty();
    assertThat(example.attempts("done")).isEqualTo(1);
  }

  @Test
  void isBusyWhileItWorks() {
    perform(
        (job, attempt) -> {
          assertThat(run.busyWith()).contains(attempt.work());
          return new Outcome.Done();
        });

    assertThat(run.busyWith()).isEmpty();
    assertThat(example.attempts("done")).isEqualTo(1);
  }

  @Test
  void givesBackWithTheSavedState() {
    Lease.ResumePoint state = new Lease.ResumePoint("jobs/1/e1/state-40.safetensors", "ab", 40);
    perform((job, attempt) -> new Outcome.GivenBack("Paused at step 40.", state));

    assertThat(example.desk.releases)
        .singleElement()
        .satisfies(
            release -> {
              assertThat(release.resumeFrom()).isEqualTo(state);
              assertThat(release.reason()).isEqualTo("Paused at step 40.");
              assertThat(release.worker()).isEqualTo(WorkExample.SELF.id());
            });
    assertThat(example.attempts("given_back")).isEqualTo(1);
  }

  @Test
  void triesToGiveBackUntilTheApiAnswers() {
    FakeDesk slow = example.desk;
    perform(
        (job, attempt) -> {
          slow.reachable = false;
          var unused = timer.schedule(() -> slow.reachable = true, 1, TimeUnit.MILLISECONDS);
          return new Outcome.GivenBack("Drained.", null);
        });

    assertThat(slow.releases).hasSize(1);
  }

  @Test
  void tellsWhyItFailed() {
    perform(
        (job, attempt) -> {
          throw new WorkFailed(FailureKind.BAD_INPUT, "There are no pictures: upload some.");
        });

    assertThat(example.events)
        .singleElement()
        .isInstanceOfSatisfying(
            PreparationEvent.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.BAD_INPUT);
              assertThat(failed.message()).isEqualTo("There are no pictures: upload some.");
            });
    assertThat(example.attempts("failed")).isEqualTo(1);
  }

  @Test
  void callsAnythingElseAFaultOfTheProgram() {
    perform(
        (job, attempt) -> {
          throw new IllegalStateException("step -1");
        });

    assertThat(example.events)
        .singleElement()
        .isInstanceOfSatisfying(
            PreparationEvent.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.INTERNAL);
              assertThat(failed.message()).contains("step -1");
            });
  }

  @Test
  void countsAFailureThatCouldNotBeTold() {
    example.trade.script =
        (job, attempt) -> {
          throw new WorkFailed(FailureKind.INFRASTRUCTURE, "no storage");
        };

    deaf(Duration.ofSeconds(11)).perform(job, FakeDesk.LEASE);

    assertThat(example.meters.get("lora.foundry.worker.unheard").counter().count()).isEqualTo(1);
  }

  /** An attempt of whose events none is taken; at each try so much time goes by. */
  private AttemptRun<PreparationJob> deaf(Duration wait) {
    return runIn(
        example.shop(
            event -> {
              example.clock.move(wait);
              throw new EventNotTaken("no Kafka", new IOException());
            }));
  }

  @Test
  void tellsAnEventAgainUntilItIsTaken() {
    List<Long> tried = new ArrayList<>();
    example.trade.script =
        (job, attempt) -> {
          attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 1, 0));
          return new Outcome.Done();
        };

    runIn(
            example.shop(
                event -> {
                  tried.add(event.sequence());
                  if (tried.size() < 3) {
                    throw new EventNotTaken("no Kafka", new IOException());
                  }
                }))
        .perform(job, FakeDesk.LEASE);

    assertThat(tried).containsExactly(1L, 1L, 1L);
    assertThat(example.attempts("done")).isEqualTo(1);
  }

  @Test
  void givesBackWhereNobodyHearsOfIt() {
    example.trade.script =
        (job, attempt) -> {
          attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 1, 0));
          return new Outcome.Done();
        };

    deaf(Duration.ofSeconds(11)).perform(job, FakeDesk.LEASE);

    assertThat(example.desk.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.reason()).contains("no Kafka"));
    assertThat(example.attempts("given_back")).isEqualTo(1);
  }

  @Test
  void isHeardByADrainWhileNobodyHearsOfIt() {
    AttemptRun<PreparationJob> deaf = deaf(Duration.ZERO);
    example.trade.script =
        (job, attempt) -> {
          deaf.drain();
          attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 1, 0));
          return new Outcome.Done();
        };

    deaf.perform(job, FakeDesk.LEASE);

    assertThat(example.attempts("given_back")).isEqualTo(1);
  }

  @Test
  void givesBackWhatFailsBecauseTheProcessEnds() {
    perform(
        (job, attempt) -> {
          Thread.currentThread().interrupt();
          throw new WorkFailed(FailureKind.INFRASTRUCTURE, "the file was closed by an interrupt");
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(example.events).isEmpty();
    assertThat(example.desk.releases)
        .singleElement()
        .satisfies(release -> assertThat(release.reason()).isEqualTo("The worker was ended."));
    assertThat(example.attempts("interrupted")).isEqualTo(1);
  }

  @Test
  void renewsItsLeaseWhileItTellsHowItFailed() {
    example.trade.script =
        (job, attempt) -> {
          throw new WorkFailed(FailureKind.INFRASTRUCTURE, "no storage");
        };

    runIn(
            example.shop(
                event -> {
                  int before = example.desk.beats.size();
                  await().until(() -> example.desk.beats.size() > before + 1);
                }))
        .perform(job, FakeDesk.LEASE);

    assertThat(example.attempts("failed")).isEqualTo(1);
  }

  @Test
  void stopsQuietlyWhenItsLeaseIsTakenAway() {
    example.desk.beatAnswer = Optional.empty();
    perform(AttemptRunTest::workOn);

    assertThat(example.events).isEmpty();
    assertThat(example.desk.releases).isEmpty();
    assertThat(example.attempts("lease_lost")).isEqualTo(1);
  }

  @Test
  void warnsOfNothingWhenTheLeaseEndsWithTheWork() {
    example.trade.script =
        (job, attempt) -> {
          attempt.publish(header -> new PreparationEvent.Finished(job.id(), header, 1, 0));
          example.desk.beatAnswer = Optional.empty();
          int before = example.desk.beats.size();
          await().until(() -> example.desk.beats.size() > before + 1);
          return new Outcome.Done();
        };

    try (Warnings warnings = Warnings.below("dev.lorafoundry.messaging")) {
      run.perform(job, FakeDesk.LEASE);

      assertThat(warnings.messages()).isEmpty();
    }
    assertThat(example.attempts("done")).isEqualTo(1);
  }

  @Test
  void warnsOfALeaseThatIsTakenFromUnfinishedWork() {
    example.desk.beatAnswer = Optional.empty();
    example.trade.script = AttemptRunTest::workOn;

    try (Warnings warnings = Warnings.below("dev.lorafoundry.messaging")) {
      run.perform(job, FakeDesk.LEASE);

      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("has lost its lease", job.id().toString());
    }
  }

  @Test
  void heartbeatsGoOnAfterAFaultOfTheirs() {
    example.desk.fault = new IllegalStateException("a fault");
    perform(
        (job, attempt) -> {
          await().until(() -> example.desk.fault == null);
          int before = example.desk.beats.size();
          await().until(() -> example.desk.beats.size() > before);
          return new Outcome.Done();
        });

    assertThat(example.attempts("done")).isEqualTo(1);
  }

  @Test
  void stopsWhenItsLeaseRanOutUnrenewed() {
    example.desk.reachable = false;
    perform(
        (job, attempt) -> {
          example.clock.move(Duration.ofSeconds(31));
          return workOn(job, attempt);
        });

    assertThat(example.attempts("lease_lost")).isEqualTo(1);
  }

  @Test
  void bringsCommandsAndCarriesProgress() {
    example.desk.beatAnswer = Optional.of(Command.PAUSE);
    perform(
        (job, attempt) -> {
          attempt.progress(7, 20);
          await().until(() -> attempt.command() == Command.PAUSE);
          await().until(() -> example.desk.beats.stream().anyMatch(beat -> beat.step() == 7));
          return new Outcome.GivenBack("Paused.", null);
        });

    assertThat(example.attempts("given_back")).isEqualTo(1);
  }

  @Test
  void asksItsWorkToDrain() {
    perform(
        (job, attempt) -> {
          run.drain();
          assertThat(attempt.command()).isEqualTo(Command.DRAIN);
          return new Outcome.GivenBack("Drained.", null);
        });

    assertThat(example.attempts("given_back")).isEqualTo(1);
  }

  @Test
  void givesBackWhenInterrupted() {
    perform(
        (job, attempt) -> {
          throw new InterruptedException();
        });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(example.desk.releases).hasSize(1);
    assertThat(example.attempts("interrupted")).isEqualTo(1);
  }

  private void perform(ScriptedTrade.Script script) {
    example.trade.script = script;
    run.perform(job, FakeDesk.LEASE);
  }

  /** Works until it must not. */
  private static Outcome workOn(PreparationJob job, Attempt attempt) {
    while (attempt.command() == Command.CONTINUE) {
      Thread.onSpinWait();
    }
    return new Outcome.Done();
  }
}
