package dev.lorafoundry.api.access;

/** By what people come in: sign-in links, sessions and tokens. */
final class WaysIn {
  private final IssuedSecrets issued;
  private final ApiTokens tokens;

  WaysIn(IssuedSecrets issued, ApiTokens tokens) {
    this.issued = issued;
    this.tokens = tokens;
  }

  /** Ends all that this person has, for good. */
  void end(PersonId person) {
    issued.removeAll(person);
    tokens.removeAll(person);
  }
}
