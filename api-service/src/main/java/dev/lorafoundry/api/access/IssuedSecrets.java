package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.Optional;

/** Secrets that the service itself gave out to people, by their hashes. */
public interface IssuedSecrets {
  /** What a secret is good for. */
  enum Purpose {
    /** Signs in, once. */
    LINK,
    /** Proves that a browser is signed in. */
    SESSION
  }

  void add(Purpose purpose, String sha256, PersonId person, Instant expiresAt);

  /** Whose secret this is; empty if there is none or it has expired. */
  Optional<PersonId> find(Purpose purpose, String sha256, Instant now);

  /** As {@link #find}, and then there is none any more: of two takers at once one succeeds. */
  Optional<PersonId> take(Purpose purpose, String sha256, Instant now);

  /** Forgets all of a person's. */
  void removeAll(PersonId person);

  /** Forgets everything that has expired; says how much it was. */
  int purge(Instant now);
}
