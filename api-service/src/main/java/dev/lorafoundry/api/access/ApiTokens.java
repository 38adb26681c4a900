package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens that people made, by the hashes of their secrets. */
public interface ApiTokens {
  void add(ApiToken token, String sha256);

  /** Whose token this is; empty if there is none or it has expired. */
  Optional<PersonId> owner(String sha256, Instant now);

  /** Tokens of a person that have not expired, newest first. */
  List<ApiToken> of(PersonId person, Instant now);

  /**
   * @return false if this person has no such token
   */
  boolean remove(PersonId person, ApiTokenId id);

  /** Forgets all of a person's. */
  void removeAll(PersonId person);

  /** Forgets everything that has expired. */
  int purge(Instant now);
}
