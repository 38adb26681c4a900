package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.ClaimId;
import dev.lorafoundry.contracts.ClaimRequest;
import dev.lorafoundry.contracts.DispatchId;
import dev.lorafoundry.contracts.Heartbeat;
import dev.lorafoundry.contracts.JobId;
import dev.lorafoundry.contracts.Lease;
import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.Release;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;

/** Builds work in every state, reading as English: {@code aWork().claimedBy("w1").work()}. */
final class WorkExample {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(30);

  private final Work work;

  private WorkExample(WorkId id, Team team, Priority priority) {
    work = new Work(new WorkTicket(id, team, priority, NOON, null), Standing.queued(NOON));
  }

  static WorkExample aWork() {
    return new WorkExample(WorkId.of(JobId.random()), Team.DEFAULT, Priority.NORMAL);
  }

  static WorkExample aWork(WorkId id, Team team, Priority priority) {
    return new WorkExample(id, team, priority);
  }

  /** Work in that state, by the shortest way there. */
  static Work in(WorkState state) {
    WorkExample example = aWork();
    Work work = example.work;
    switch (state) {
      case QUEUED -> {}
      case RELEASED -> example.released();
      case RUNNING -> example.claimedBy("w1");
      case PAUSING -> example.claimedBy("w1").work.pause("", NOON);
      case CANCELLING -> example.claimedBy("w1").work.cancel("", NOON);
      case PAUSED -> work.pause("", NOON);
      case DONE -> example.claimedBy("w1").work.finish(NOON);
      case FAILED ->
          example
              .claimedBy("w1")
              .work
              .fail(
                  dev.lorafoundry.contracts.FailureKind.BAD_INPUT, "", NOON, RetryPolicy.DEFAULTS);
      case CANCELLED -> work.cancel("", NOON);
    }
    return work;
  }

  WorkExample released() {
    work.release(NOON);
    return this;
  }

  WorkExample claimedBy(String worker) {
    released();
    work.claim(claim(worker, work.standing().dispatch()), NOON, LEASE);
    return this;
  }

  Work work() {
    return work;
  }

  static ClaimRequest claim(String worker, int dispatch) {
    return new ClaimRequest(new WorkerId(worker), new DispatchId(dispatch), ClaimId.random());
  }

  static Heartbeat heartbeat(String worker, int epoch, long step) {
    return new Heartbeat(new WorkerId(worker), new LeaseEpoch(epoch), step, 100);
  }

  static Release release(
      String worker, int epoch, Lease.@org.jspecify.annotations.Nullable ResumePoint point) {
    return new Release(new WorkerId(worker), new LeaseEpoch(epoch), "Worker shuts down.", point);
  }

  static Lease.ResumePoint state(long step) {
    return new Lease.ResumePoint("jobs/1/1/state-" + step, "00", step);
  }
}
