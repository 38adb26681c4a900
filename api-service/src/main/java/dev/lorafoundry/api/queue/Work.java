package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.Command;
import dev.lorafoundry.contracts.FailureKind;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work in the queue: checks what is asked of it, changes, and says what changed. Knows
 * neither database nor Kafka.
 */
public final class Work {
  private final WorkTicket ticket;
  private WorkState state;
  private Instant since;
  private int dispatch;
  private int epoch;
  private int setbacks;
  private Instant notBefore;
  private @Nullable WorkerId worker;
  private @Nullable ClaimId claim;
  private @Nullable Instant leasedAt;
  private @Nullable Instant leaseUntil;
  private Lease.@Nullable ResumePoint resumeFrom;
  private long step;
  private long totalSteps;
  private String reason;

  /** Work as it was stored. */
  public Work(WorkTicket ticket, Standing standing) {
    this.ticket = ticket;
    this.state = standing.state();
    this.since = standing.since();
    this.dispatch = standing.dispatch();
    this.epoch = standing.epoch();
    this.setbacks = standing.setbacks();
    this.notBefore = standing.notBefore();
    this.worker = standing.worker();
    this.claim = standing.claim();
    this.leasedAt = standing.leasedAt();
    this.leaseUntil = standing.leaseUntil();
    this.resumeFrom = standing.resumeFrom();
    this.step = standing.step();
    this.totalSteps = standing.totalSteps();
    this.reason = standing.reason();
  }

  public WorkId id() {
    return ticket.id();
  }

  public WorkTicket ticket() {
    return ticket;
  }

  public WorkState state() {
    return state;
  }

  public Standing standing() {
    return new Standing(
        state,
        since,
        dispatch,
        epoch,
        setbacks,
        notBefore,
        worker,
        claim,
        leasedAt,
        leaseUntil,
        resumeFrom,
        step,
        totalSteps,
        reason);
  }

  /** Offers the work through Kafka under a new dispatch id. */
  WorkChanged release(Instant now) {
    dispatch++;
    return change(Transition.RELEASE, now, "");
  }

  /** Takes an offer back that nobody claimed. */
  WorkChanged withdraw(Instant now) {
    return change(Transition.WITHDRAW, now, "Nobody claimed the offer in time.");
  }

  /** Gives up an offer that can never reach a worker. */
  WorkChanged refuse(String why, Instant now) {
    return change(Transition.REFUSE, now, why);
  }

  /**
   * Opens an attempt for this worker.
   *
   * @throws ClaimRefused if the offer is not the newest one or the work isn't on offer
   */
  WorkChanged claim(ClaimRequest request, Instant now, Duration lease) {
    if (request.dispatch().value() != dispatch) {
      throw ClaimRefused.olderOffer(id(), request.dispatch(), dispatch);
    }
    if (state != WorkState.RELEASED) {
      throw ClaimRefused.notOnOffer(id(), state);
    }
    epoch++;
    worker = request.worker();
    claim = request.claim();
    leasedAt = now;
    leaseUntil = now.plus(lease);
    return change(Transition.CLAIM, now, "");
  }

  /**
   * Whether this very claim was granted: its answer was lost, and the worker asks again. Another
   * claim, even by the same worker, is of a copy of the message, and what was claimed by the first
   * may have been done already.
   */
  boolean wasGranted(ClaimRequest request) {
    return state.leased() && claim != null && claim.equals(request.claim());
  }

  /** Lets the lease of the attempt under way begin again. */
  void extend(Instant now, Duration lease) {
    leaseUntil = now.plus(lease);
  }

  /** The lease of the attempt under way. */
  Lease lease(Duration duration) {
    return new Lease(new LeaseEpoch(epoch), duration, resumeFrom);
  }

  /**
   * Renews the lease and says what the worker is to do.
   *
   * @throws LeaseLost if another attempt has taken over or none is under way
   */
  Command heartbeat(Heartbeat beat, Instant now, Duration lease) {
    requireLease(beat.worker(), beat.epoch());
    leaseUntil = now.plus(lease);
    step = beat.step();
    totalSteps = beat.totalSteps();
    return switch (state) {
      case CANCELLING -> Command.CANCEL;
      case PAUSING -> Command.PAUSE;
      default -> Command.CONTINUE;
    };
  }

  /**
   * Ends the attempt because its worker hands the work back.
   *
   * @throws LeaseLost if another attempt has taken over or none is under way
   */
  WorkChanged giveBack(Release release, Instant now) {
    requireLease(release.worker(), release.epoch());
    if (release.resumeFrom() != null) {
      goOnFrom(release.resumeFrom());
    }
    return change(Transition.GIVE_BACK, now, release.reason());
  }

  /** Ends the attempt because its lease ran out. */
  WorkChanged lose(Instant now, RetryPolicy retries) {
    if (!state.leased()) {
      throw new IllegalStateException(id() + " is " + state + " and has no lease to lose");
    }
    String lost = "Worker " + worker + " fell silent.";
    return setBack(Transition.LOSE, lost, now, now, retries);
  }

  /** The attempt begins before the state that it was given: that one can't be used. */
  void began(long firstStep) {
    if (resumeFrom != null && firstStep < resumeFrom.step()) {
      resumeFrom = null;
    }
  }

  /** Remembers a complete state to go on from; getting further clears earlier setbacks. */
  void reached(Lease.ResumePoint point) {
    if (resumeFrom == null || point.step() > resumeFrom.step()) {
      setbacks = 0;
      goOnFrom(point);
    }
  }

  WorkChanged finish(Instant now) {
    return finish("", now);
  }

  /**
   * @param why it ended where it did, a sentence for people; may be empty
   */
  WorkChanged finish(String why, Instant now) {
    return change(Transition.FINISH, now, why);
  }

  /** Takes what was saved before it failed or was cancelled as its result. */
  WorkChanged settle(String why, Instant now) {
    return change(Transition.SETTLE, now, why);
  }

  WorkChanged fail(FailureKind kind, String message, Instant now, RetryPolicy retries) {
    if (!kind.retryable()) {
      return change(Transition.FAIL, now, message);
    }
    if (kind == FailureKind.OUTDATED_WORKER) { // why: that is no fault of the work
      notBefore = now.plus(retries.longestPause());
      return change(Transition.STUMBLE, now, message);
    }
    Instant again = now.plus(retries.pauseAfter(setbacks + 1));
    return setBack(Transition.STUMBLE, message, now, again, retries);
  }

  WorkChanged cancel(String why, Instant now) {
    return change(Transition.CANCEL, now, why);
  }

  WorkChanged pause(String why, Instant now) {
    return change(Transition.PAUSE, now, why);
  }

  WorkChanged resume(Instant now) {
    notBefore = now;
    return change(Transition.RESUME, now, "");
  }

  WorkChanged retry(Instant now) {
    setbacks = 0;
    notBefore = now;
    return change(Transition.RETRY, now, "");
  }

  private WorkChanged setBack(
      Transition transition, String why, Instant now, Instant again, RetryPolicy retries) {
    setbacks++;
    if (!retries.allowsAnother(setbacks)) {
      Transition end = transition == Transition.LOSE ? Transition.GIVE_UP : Transition.FAIL;
      return change(end, now, why + " Given up after " + setbacks + " attempts.");
    }
    notBefore = again;
    return change(transition, now, why);
  }

  /** Never back to an older state: that may have been deleted meanwhile. */
  private void goOnFrom(Lease.ResumePoint point) {
    if (resumeFrom == null || point.step() > resumeFrom.step()) {
      resumeFrom = point;
    }
  }

  private void requireLease(WorkerId asking, LeaseEpoch asked) {
    if (!state.leased() || asked.value() != epoch || !asking.equals(worker)) {
      throw new LeaseLost(id(), asking, asked, state, epoch);
    }
  }

  private WorkChanged change(Transition transition, Instant now, String why) {
    WorkState from = state;
    WorkState to =
        transition.from(from).orElseThrow(() -> new TransitionRefused(id(), transition, from));
    WorkerId concerned = worker;
    Instant began = leasedAt;
    state = to;
    since = now;
    reason = why;
    if (!to.leased()) {
      worker = null;
      claim = null;
      leasedAt = null;
      leaseUntil = null;
    }
    return new WorkChanged(id(), transition, from, to, dispatch, epoch, concerned, began, now, why);
  }
}
