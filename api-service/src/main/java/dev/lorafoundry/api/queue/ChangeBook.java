package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkEvent;
import dev.lorafoundry.contracts.WorkId;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Books a change of work: stores it, adds it to the history, counts it and tells who listens. */
final class ChangeBook {
  private static final Logger log = LoggerFactory.getLogger(ChangeBook.class);

  private final Works works;
  private final Chronicle chronicle;
  private final Supplier<Stream<WorkListener>> listeners;
  private final QueueMeters meters;

  /**
   * @param listeners asked at each change, because a listener may itself need the queue
   */
  ChangeBook(
      Works works,
      Chronicle chronicle,
      Supplier<Stream<WorkListener>> listeners,
      QueueMeters meters) {
    this.works = works;
    this.chronicle = chronicle;
    this.listeners = listeners;
    this.meters = meters;
  }

  void book(Work work, WorkChanged change) {
    works.save(work);
    chronicle.record(change);
    meters.changed(work.ticket(), change);
    log.info(
        "{} {} → {} ({}, attempt {}) {}",
        change.work(),
        change.from(),
        change.to(),
        change.transition(),
        change.epoch(),
        change.reason());
    listenersOf(change.work()).forEach(listener -> listener.changed(change));
  }

  void tell(WorkEvent event) {
    listenersOf(event.work()).forEach(listener -> listener.told(event));
  }

  void tellLate(WorkEvent event) {
    listenersOf(event.work()).forEach(listener -> listener.toldLate(event));
  }

  private Stream<WorkListener> listenersOf(WorkId work) {
    return listeners.get().filter(listener -> listener.kind() == work.kind());
  }
}
