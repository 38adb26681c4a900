package dev.lorafoundry.messaging.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.WorkId;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkLoopTest {
  private final WorkExample example = new WorkExample();
  private final ScriptedOffers offers = new ScriptedOffers();
  private final WorkLoop loop =
      new WorkLoop(example.trade, WorkExample.SELF, example.shop, () -> offers);

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void doesOnePieceOfWorkAfterAnother() {
    PreparationJob first = ScriptedTrade.job();
    PreparationJob second = ScriptedTrade.job();
    offers.add(first);
    offers.add(second);

    loop.start();

    await().until(() -> example.trade.performed.size() == 2);
    assertThat(example.trade.performed).containsExactly(first, second);
  }

  @Test
  void asksForNothingWhileTheApiIsAway() {
    example.desk.reachable = false;
    offers.add(ScriptedTrade.job());

    loop.start();
    await().until(loop::alive);
    assertThat(offers.answers).isEmpty();
    example.desk.reachable = true;

    await().until(() -> example.trade.performed.size() == 1);
    assertThat(offers.answers).containsExactly("accept");
  }

  @Test
  void comesBackAfterTheApiWentAwayInBetween() {
    loop.start();
    await().until(() -> !example.desk.reports.isEmpty());
    example.desk.reachable = false;
    offers.add(ScriptedTrade.job());
    await().until(() -> offers.answers.contains("hand back"));

    example.desk.reachable = true;

    await().until(() -> example.trade.performed.size() == 1);
    assertThat(example.offers("unreachable")).isPositive();
  }

  @Test
  void reportsWhatItIsBusyWith() throws Exception {
    CountDownLatch finish = new CountDownLatch(1);
    example.trade.script =
        (job, attempt) -> {
          finish.await();
          return new Outcome.Done();
        };
    PreparationJob job = ScriptedTrade.job();
    offers.add(job);

    loop.start();

    await()
        .until(
            () ->
                example.desk.reports.stream()
                    .anyMatch(report -> WorkId.of(job.id()).equals(report.busyWith())));
    finish.countDown();
    await().until(() -> loop.busyWith().isEmpty());
  }

  @Test
  void savesAndGivesBackWhenItIsClosed() {
    example.trade.script =
        (job, attempt) -> {
          await().until(() -> attempt.command() == Command.DRAIN);
          return new Outcome.GivenBack("The worker ends.", null);
        };
    offers.add(ScriptedTrade.job());
    offers.add(ScriptedTrade.job());
    loop.start();
    await().until(() -> !example.trade.performed.isEmpty());

    loop.close();

    assertThat(example.desk.releases).hasSize(1);
    assertThat(example.trade.performed).hasSize(1);
    assertThat(offers.closed).isTrue();
    assertThat(loop.alive()).isFalse();
    assertThat(example.desk.reports.get(example.desk.reports.size() - 1).draining()).isTrue();
  }

  @Test
  void tellsOfTooSmallAHeapAndIsNoLongerThere() {
    example.trade.script =
        (job, attempt) -> {
          throw new OutOfMemoryError("Java heap space");
        };
    offers.add(ScriptedTrade.job());
    offers.add(ScriptedTrade.job());

    loop.start();

    await().until(() -> !example.events.isEmpty());
    await().until(() -> !loop.alive());
    assertThat(example.events)
        .singleElement()
        .isInstanceOfSatisfying(
            PreparationEvent.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(FailureKind.OUT_OF_MEMORY);
              assertThat(failed.message()).contains("Java heap space", "-Xmx");
            });
    assertThat(example.trade.performed).hasSize(1);
    assertThat(example.attempts("failed")).isEqualTo(1);
    assertThat(example.meters.get("lora.foundry.worker.loop.failures").counter().count())
        .isEqualTo(1);
    assertThat(offers.closed).isTrue();
  }

  @Test
  void goesOnAfterAnErrorOfTheWorkAlone() {
    example.trade.script =
        (job, attempt) -> {
          throw new StackOverflowError();
        };
    offers.add(ScriptedTrade.job());
    offers.add(ScriptedTrade.job());

    loop.start();

    await().until(() -> example.events.size() == 2);
    assertThat(example.events)
        .extracting("kind")
        .containsExactly(FailureKind.INTERNAL, FailureKind.INTERNAL);
    assertThat(loop.alive()).isTrue();
  }

  @Test
  void beginsAnewWhenKafkaThrows() {
    var broken =
        new WorkLoop(
            example.trade,
            WorkExample.SELF,
            example.shop,
            new java.util.function.Supplier<Offers>() {
              private boolean first = true;

              @Override
              public Offers get() {
                if (first) {
                  first = false;
                  throw new org.apache.kafka.common.KafkaException("no address");
                }
                return offers;
              }
            });
    offers.add(ScriptedTrade.job());

    broken.start();

    await().until(() -> example.trade.performed.size() == 1);
    assertThat(example.meters.get("lora.foundry.worker.loop.failures").counter().count())
        .isEqualTo(1);
    broken.close();
  }
}
