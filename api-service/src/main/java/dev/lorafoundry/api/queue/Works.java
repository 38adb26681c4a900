package dev.lorafoundry.api.queue;

import dev.lorafoundry.contracts.WorkId;
import dev.lorafoundry.contracts.WorkKind;
import dev.lorafoundry.contracts.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All work that was ever submitted, as it stands. What became of it is in the {@link Chronicle}.
 */
public interface Works {
  /** Adds new work with the message that its workers are to get. */
  void add(Work work, Object message);

  /** The work, kept from all others until the transaction ends. */
  Optional<Work> locked(WorkId id);

  Optional<Work> find(WorkId id);

  /** Stores how the work stands now. */
  void save(Work work);

  /** Some of the work whose lease ran out, locked; what others have locked is left out. */
  List<Work> lockedWithLeaseEnded(Instant now);

  /** Some of the work of a kind that is on offer since before then, locked likewise. */
  List<Work> lockedOnOfferSince(WorkKind kind, Instant before);

  /** Whether this transaction alone releases work of this kind until it ends. */
  boolean takeDispatcherTurn(WorkKind kind);

  /** Work that may be released now: the oldest {@code depth} of each team and priority. */
  List<Candidate> candidates(WorkKind kind, Instant now, int depth);

  /** Some of the work of a kind that is on offer, what is so for longest first. */
  List<Work> onOffer(WorkKind kind, int limit);

  /** Some of the work of a kind that is queued for later, what may be released soonest first. */
  List<Work> keptBack(WorkKind kind, Instant now, int limit);

  /** Those of these pieces of work of one kind that there are. */
  List<Work> all(WorkKind kind, Collection<WorkId> ids);

  /** Work under way, what began first before the rest. */
  List<Work> leased(int limit);

  /** Keeps others from moving work of this kind until the transaction ends. */
  void lockLines(WorkKind kind);

  /**
   * The line that work like this waits in: what is queued of its kind, team and priority, in order;
   * kept from all others until the transaction ends.
   */
  List<WorkId> lockedLine(WorkTicket like);

  /** Puts pieces of one line into this order; others keep their places. */
  void reorder(List<WorkId> line);

  /** Makes a piece of work, which whoever calls this has locked, this urgent. */
  void prioritise(WorkId id, Priority priority);

  /** How much is queued (and may be released), and how much is on offer. */
  Backlog backlog(WorkKind kind, Instant now);

  /** Workers that hold a lease. */
  Set<WorkerId> holders();

  /** Workers that hold a lease, or held one then or later. */
  Set<WorkerId> holdersSince(Instant time);

  /** Time that attempts took, each halved for every {@code halfLife} since it ended. */
  Map<Team, Duration> computingTime(WorkKind kind, Instant now, Duration halfLife);

  /** How much waits and since when, by kind, team and priority. */
  List<QueueDepth> depths();
}
