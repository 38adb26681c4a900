package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import java.util.List;

/** What happened to all work: its changes, its attempts, and what was heard of these. */
public interface Chronicle {
  /** Adds one line to the history; begins or ends the attempt that it concerns. */
  void record(WorkChanged change);

  /**
   * Notes that this event of an attempt was heard.
   *
   * @return false if it was heard before
   */
  boolean hear(WorkId id, LeaseEpoch epoch, long sequence);

  /** All attempts, oldest first. */
  List<AttemptRecord> attempts(WorkId id);

  /** All changes, oldest first. */
  List<WorkChanged> history(WorkId id);
}
