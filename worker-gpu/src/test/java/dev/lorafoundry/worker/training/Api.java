package dev.lorafoundry.worker.training;

import static org.awaitility.Awaitility.await;

import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerReport;
import dev.lorafoundry.messaging.work.ClaimAnswer;
import dev.lorafoundry.messaging.work.EventNotTaken;
import dev.lorafoundry.messaging.work.EventPublisher;
import dev.lorafoundry.messaging.work.WorkDesk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The API as a training sees it: hears events, and gives a command from some step on. */
final class Api implements WorkDesk, EventPublisher {
  final List<WorkEvent> events = new CopyOnWriteArrayList<>();
  final List<Heartbeat> beats = new CopyOnWriteArrayList<>();
  final List<Release> releases = new CopyOnWriteArrayList<>();
  private long moment = Long.MAX_VALUE;
  private long deaf = Long.MAX_VALUE;
  private Predicate<WorkEvent> deafTo = event -> false;
  private boolean waits;
  private Optional<Command> answer = Optional.of(Command.CONTINUE);

  /** From this step on heartbeats are answered by a command; empty takes the lease away. */
  Api fromStep(long step, Optional<Command> command) {
    moment = step;
    answer = command;
    return this;
  }

  /** As {@link #fromStep}; what is told of this step gets through once the command has arrived. */
  Api heardAtStep(long step, Command command) {
    waits = true;
    return fromStep(step, Optional.of(command));
  }

  /** Once a heartbeat told of this step, no event gets through. */
  Api deafFromStep(long step) {
    deaf = step;
    return this;
  }

  /** No event gets through that this is true of. */
  Api deafTo(Predicate<WorkEvent> some) {
    deafTo = some;
    return this;
  }

  <E> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <E> E last(Class<E> type) {
    List<E> all = events(type);
    return all.get(all.size() - 1);
  }

  @Override
  public void publish(WorkEvent event) {
    if (deafTo.test(event) || beats.stream().anyMatch(beat -> beat.step() >= deaf)) {
      throw new EventNotTaken("Kafka did not take an event", new IOException());
    }
    if (waits && event instanceof TrainingEvent.Progressed told && told.step() >= moment) {
      // why: the second answer comes after the first one has been taken
      await().until(() -> beats.stream().filter(beat -> beat.step() >= moment).count() >= 2);
    }
    events.add(event);
  }

  @Override
  public ClaimAnswer claim(WorkId work, ClaimRequest request) {
    throw new IllegalStateException("claims are no concern of a training");
  }

  @Override
  public Optional<Command> heartbeat(WorkId work, Heartbeat heartbeat) {
    beats.add(heartbeat);
    return heartbeat.step() >= moment ? answer : Optional.of(Command.CONTINUE);
  }

  @Override
  public void release(WorkId work, Release release) {
    releases.add(release);
  }

  @Override
  public void report(WorkerReport report) {}
}
