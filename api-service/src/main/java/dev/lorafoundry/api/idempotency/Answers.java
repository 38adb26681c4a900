package dev.lorafoundry.api.idempotency;

import java.time.Duration;
import java.time.Instant;

/** The requests that came with a key, and how they were answered. */
public interface Answers {
  /**
   * A request has arrived. If it is the first of its key it is noted as under way, for at most
   * {@code patience}: whoever began it may have died.
   */
  Beginning begin(RequestKey key, String requestSha256, Instant now, Duration patience);

  /** The request was answered: so it will be again until {@code expiresAt}. */
  void keep(RequestKey key, Answer answer, Instant expiresAt);

  /** The request failed in a way that another try may survive: it may be done again. */
  void forget(RequestKey key);

  /** Forgets everything that has expired; says how much it was. */
  int purge(Instant now);
}
