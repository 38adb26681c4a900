package dev.lorafoundry.api.idempotency;

import java.time.Instant;

/**
 * The requests that came with a key, and how they were answered. A request, the answer to it and
 * all that it changes are one transaction: they are there together or not at all.
 */
public interface Answers {
  /**
   * A request has arrived. If it is the first of its key, no other request has that key until the
   * current transaction ends.
   */
  Beginning begin(RequestKey key, String requestSha256, Instant now);

  /** The request was answered: so it will be again until {@code expiresAt}. */
  void keep(RequestKey key, String requestSha256, Answer answer, Instant expiresAt);

  /** Forgets everything that has expired; says how much it was. */
  int purge(Instant now);
}
