package dev.lorafoundry.api.access;

import java.time.Instant;

/** Secrets that the service itself gave out, by their hashes. */
public interface IssuedSecrets {
  /** What a secret is good for. */
  enum Purpose {
    /** Signs in, once. */
    LINK,
    /** Proves that a browser is signed in. */
    SESSION
  }

  void add(Purpose purpose, String sha256, Instant expiresAt);

  /** Whether there is such a secret that has not expired. */
  boolean holds(Purpose purpose, String sha256, Instant now);

  /** As {@link #holds}, and then there is none any more: of two takers at once one succeeds. */
  boolean take(Purpose purpose, String sha256, Instant now);

  /** Forgets everything that has expired; says how much it was. */
  int purge(Instant now);
}
