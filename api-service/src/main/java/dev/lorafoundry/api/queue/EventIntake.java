package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LoraTaskEvent;
import dev.lorafoundry.contracts.PreparationEvent;
import dev.lorafoundry.contracts.PreviewEvent;
import dev.lorafoundry.contracts.TrainingEvent;
import dev.lorafoundry.contracts.WorkEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what attempts say, each event once: repeated events change nothing, events of attempts
 * that another one has superseded are refused and counted.
 */
public final class EventIntake {
  private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

  private final Works works;
  private final Chronicle chronicle;
  private final ChangeBook book;
  private final QueueMeters meters;
  private final Ground ground;

  EventIntake(
      Works works, Chronicle chronicle, ChangeBook book, QueueMeters meters, Ground ground) {
    this.works = works;
    this.chronicle = chronicle;
    this.book = book;
    this.meters = meters;
    this.ground = ground;
  }

  /** Takes in one event, in one transaction. */
  public void accept(WorkEvent event) {
    ground
        .transactions()
        .executeWithoutResult(
            status ->
                works
                    .locked(event.work())
                    .ifPresentOrElse(work -> accept(work, event), () -> unknown(event)));
  }

  private void accept(Work work, WorkEvent event) {
    if (!mayStillSpeak(work, event)) {
      refuse(work, event);
    } else if (!chronicle.hear(event.work(), event.epoch(), event.sequence())) {
      meters.repeated(event.work().kind());
    } else {
      apply(work, event);
    }
  }

  /**
   * Nobody is told what an attempt says that there was not yet, as after an older database was
   * restored: what it saved may lie where the coming attempt of that number saves.
   */
  private void refuse(Work work, WorkEvent event) {
    log.warn("Refused a late event of attempt {} at {}", event.epoch(), event.work());
    meters.fenced(event.work().kind());
    if (event.epoch().value() <= work.standing().epoch()) {
      book.tellLate(event);
    }
  }

  /**
   * The newest attempt may speak even after its lease, since nobody has taken over; an older one
   * only if it handed the work back in order, as its last words may still be on their way. Once the
   * work is done nobody saves anything more: what ended it may not have reached the worker yet.
   */
  private boolean mayStillSpeak(Work work, WorkEvent event) {
    if (work.state() == WorkState.DONE && event instanceof TrainingEvent.CheckpointSaved) {
      return false;
    }
    if (event.epoch().value() == work.standing().epoch()) {
      return !endsWork(event) || canEnd(work, event);
    }
    return !endsWork(event)
        && chronicle.attempts(work.id()).stream()
            .anyMatch(each -> each.epoch().equals(event.epoch()) && each.handedBack());
  }

  private static boolean canEnd(Work work, WorkEvent event) {
    Transition transition = failure(event) == null ? Transition.FINISH : Transition.FAIL;
    return transition.from(work.state()).isPresent();
  }

  private void apply(Work work, WorkEvent event) {
    // why: before the listeners, for they may change the work
    note(work, event);
    book.tell(event);
    Failure failure = failure(event);
    if (failure != null) {
      RetryPolicy retries = ground.settings().retries();
      book.book(
          work, work.fail(failure.kind(), failure.message(), ground.clock().instant(), retries));
    } else if (endsWork(event)) {
      book.book(work, work.finish(remark(event), ground.clock().instant()));
    }
  }

  private void note(Work work, WorkEvent event) {
    if (event instanceof TrainingEvent.CheckpointSaved saved) {
      work.reached(new Lease.ResumePoint(saved.stateKey(), saved.stateSha256(), saved.step()));
      works.save(work);
    } else if (event instanceof TrainingEvent.Started started
        && started.epoch().value() == work.standing().epoch()) {
      work.began(started.firstStep());
      works.save(work);
    }
  }

  private void unknown(WorkEvent event) {
    log.warn("Refused an event of {}, which does not exist", event.work());
    meters.unknownWork(event.work().kind());
  }

  private static boolean endsWork(WorkEvent event) {
    return event instanceof TrainingEvent.Finished
        || event instanceof PreviewEvent.Finished
        || event instanceof PreparationEvent.Finished
        || event instanceof LoraTaskEvent.Finished
        || failure(event) != null;
  }

  /** What is to be said of an end that is none by failure. */
  private static String remark(WorkEvent event) {
    return event instanceof TrainingEvent.Finished finished && finished.stoppedEarly() != null
        ? finished.stoppedEarly().sentence()
        : "";
  }

  private static @Nullable Failure failure(WorkEvent event) {
    if (event instanceof TrainingEvent.Failed failed) {
      return new Failure(failed.kind(), failed.message());
    }
    if (event instanceof PreviewEvent.Failed failed) {
      return new Failure(failed.kind(), failed.message());
    }
    if (event instanceof PreparationEvent.Failed failed) {
      return new Failure(failed.kind(), failed.message());
    }
    return event instanceof LoraTaskEvent.Failed failed
        ? new Failure(failed.kind(), failed.message())
        : null;
  }

  private record Failure(FailureKind kind, String message) {}
}
