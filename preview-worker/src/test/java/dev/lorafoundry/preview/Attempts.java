package dev.lorafoundry.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkOrder;
import dev.lorafoundry.contracts.WorkerId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.messaging.MessageSender;
import dev.lorafoundry.messaging.deadletter.DeadLetters;
import dev.lorafoundry.messaging.work.AttemptRun;
import dev.lorafoundry.messaging.work.ClaimAnswer;
import dev.lorafoundry.messaging.work.EventPublisher;
import dev.lorafoundry.messaging.work.Rhythm;
import dev.lorafoundry.messaging.work.Trade;
import dev.lorafoundry.messaging.work.WorkDesk;
import dev.lorafoundry.messaging.work.WorkerSelf;
import dev.lorafoundry.messaging.work.Workshop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;

/** Performs work as a worker does, with an API whose answers to heartbeats are given by hand. */
public final class Attempts implements WorkDesk, EventPublisher {
  private static final Rhythm QUICK = Rhythm.USUAL.withHeartbeat(Duration.ofMillis(1));

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<WorkEvent> events = new CopyOnWriteArrayList<>();
  private final List<Release> releases = new CopyOnWriteArrayList<>();
  private final AtomicLong beats = new AtomicLong();
  private final int epoch;
  private InstantSource clock = InstantSource.system();
  private Consumer<WorkEvent> listener = event -> {};
  private volatile Optional<Command> answer = Optional.of(Command.CONTINUE);

  private Attempts(int epoch) {
    this.epoch = epoch;
  }

  public static Attempts at(int epoch) {
    return new Attempts(epoch);
  }

  /** Does something at every event, in the thread that works. */
  public Attempts listening(Consumer<WorkEvent> other) {
    listener = other;
    return this;
  }

  /** An hour goes by whenever somebody looks: no lease lasts so long. */
  public Attempts withoutLease() {
    AtomicLong hours = new AtomicLong();
    clock = () -> Instant.EPOCH.plus(Duration.ofHours(hours.getAndIncrement()));
    return this;
  }

  /** One attempt, from its lease to its end; for one attempt only. */
  public <J extends WorkOrder> Attempts perform(Trade<J> trade, J job) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    DeadLetters letters = new DeadLetters(new MessageSender(new MockProducer<>()), meters);
    Workshop shop = new Workshop(this, this, letters, meters, clock, QUICK);
    WorkerSelf self = new WorkerSelf(new WorkerId("w"), "cpu", null, "test");
    Lease lease = new Lease(new LeaseEpoch(epoch), Duration.ofMinutes(5), null);
    try {
      new AttemptRun<>(trade, self, shop, timer).perform(job, lease);
    } finally {
      timer.shutdownNow();
    }
    return this;
  }

  /** As {@link #perform}, of work that is not given back. */
  public <J extends WorkOrder> Attempts performToTheEnd(Trade<J> trade, J job) {
    perform(trade, job);
    assertThat(releases).isEmpty();
    return this;
  }

  /** As {@link #perform}: cancelled at its first event, the work ends before its second. */
  public <J extends WorkOrder> void assertEndsWhenCancelled(Trade<J> trade, J job) {
    listening(event -> command(Command.CANCEL)).perform(trade, job);
    assertThat(releases)
        .extracting(Release::reason, Release::resumeFrom)
        .containsExactly(tuple("cancelled", null));
    assertThat(events).hasSize(1);
  }

  /** What heartbeats are answered with from now on; returns when the attempt knows. */
  public void command(Command command) {
    answerWith(Optional.of(command));
  }

  /** Takes the lease away; returns when the attempt knows. */
  public void loseLease() {
    answerWith(Optional.empty());
  }

  public List<WorkEvent> events() {
    return events;
  }

  /** The events of one type, in order. */
  public <E extends WorkEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The last event, which is of this type. */
  public <E extends WorkEvent> E last(Class<E> type) {
    assertThat(events).last().isInstanceOf(type);
    return type.cast(events.get(events.size() - 1));
  }

  /** How the work was given back, if it was. */
  public List<Release> releases() {
    return releases;
  }

  @Override
  public void publish(WorkEvent event) {
    events.add(event);
    listener.accept(event);
  }

  @Override
  public Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat) {
    beats.incrementAndGet();
    return answer;
  }

  @Override
  public void release(WorkId work, Release release) {
    releases.add(release);
  }

  @Override
  public ClaimAnswer claim(WorkId work, ClaimRequest request) {
    throw new IllegalStateException("the work is claimed already");
  }

  @Override
  public void report(WorkerReport report) {}

  private void answerWith(Optional<Command> other) {
    answer = other;
    long before = beats.get();
    await().until(() -> beats.get() > before);
    try {
      // why: the timer does one thing after another, so the heartbeat is dealt with after this
      timer.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
