package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.LeaseEpoch;
import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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

  /** Those of these pieces of work of one kind that were {@linkplain Transition#SETTLE settled}. */
  Set<WorkId> settled(WorkKind kind, Collection<WorkId> ids);
}
