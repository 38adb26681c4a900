package dev.lorafoundry.workerprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.PreparationJob;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.messaging.KafkaSettings;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.Attempt;
import dev.lorafoundry.messaging.work.ClaimAnswer;
import dev.lorafoundry.messaging.work.DeskUnreachable;
import dev.lorafoundry.messaging.work.Outcome;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkDesk;
import dev.lorafoundry.messaging.work.WorkLoop;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

final class LoopsTest {
  private final List<WorkLoop> started = new ArrayList<>();

  private WorkLoop loop(WorkDesk desk) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Workshop shop =
        new Workshop(
            desk,
            event -> {},
            new DeadLetters(new MessageSender(new MockProducer<>()), meters),
            meters,
            InstantSource.system(),
            Rhythm.USUAL.withDrain(Duration.ofSeconds(5)));
    WorkerSelf self = new WorkerSelf(new WorkerId("w"), "cpu", null, "test");
    KafkaSettings kafka = new KafkaSettings("localhost:1", Map.of());
    WorkLoop loop = WorkLoop.start(new Idle(), self, shop, kafka);
    started.add(loop);
    return loop;
  }

  @Test
  void noLoopStaysWhereOneCannotStart() {
    Loops loops =
        new Loops(
            List.of(
                () -> loop(new SilentDesk(() -> {})),
                () -> {
                  throw new IllegalStateException("no broker");
                }));

    assertThatThrownBy(loops::start).hasMessage("no broker");

    assertThat(started).hasSize(1).noneMatch(WorkLoop::alive);
    assertThat(loops.isRunning()).isFalse();
  }

  @Test
  void saysHowItIsWhileLoopsAreEnding() throws Exception {
    CountDownLatch ending = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Loops loops =
        new Loops(
            List.of(
                () ->
                    loop(
                        new SilentDesk(
                            () -> {
                              ending.countDown();
                              end.await();
                            }))));
    loops.start();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(loops::stop);
    assertThat(ending.await(10, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Boolean> alive = CompletableFuture.supplyAsync(loops::alive);
    CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(loops::isRunning);

    assertThat(alive).succeedsWithin(Duration.ofSeconds(3));
    assertThat(running).succeedsWithin(Duration.ofSeconds(3)).isEqualTo(true);
    end.countDown();
    stopped.get(20, TimeUnit.SECONDS);
    assertThat(loops.isRunning()).isFalse();
    assertThat(loops.alive()).isFalse();
  }

  @FunctionalInterface
  private interface Wait {
    void await() throws InterruptedException;
  }

  /**
   * A desk where nobody answers.
   *
   * @param farewell what a worker that ends waits for
   */
  private record SilentDesk(Wait farewell) implements WorkDesk {
    @Override
    public ClaimAnswer claim(WorkId work, ClaimRequest request) {
      throw new DeskUnreachable("nobody is there");
    }

    @Override
    public Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat) {
      throw new DeskUnreachable("nobody is there");
    }

    @Override
    public void release(WorkId work, Release release) {}

    @Override
    public void report(WorkerReport report) {
      if (report.draining()) {
        try {
          farewell.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      throw new DeskUnreachable("nobody is there");
    }
  }

  private static final class Idle implements Trade<PreparationJob> {
    @Override
    public WorkKind kind() {
      return WorkKind.PREPARATION;
    }

    @Override
    public Class<PreparationJob> jobType() {
      return PreparationJob.class;
    }

    @Override
    public Outcome perform(PreparationJob job, Attempt attempt) {
      return new Outcome.Done();
    }
  }
}
