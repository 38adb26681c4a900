package dev.lorafoundry.api.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens of the settings, and whom they make of who sends one. */
public final class Tokens {
  private final List<Token> tokens = new ArrayList<>();

  Tokens(AccessSettings settings) {
    add(settings.apiToken(), new Caller("api-token", Set.of(Role.PERSON, Role.METRICS)));
    add(settings.workerToken(), new Caller("worker-token", Set.of(Role.WORKER)));
    if (settings.metricsToken() != null) {
      add(settings.metricsToken(), new Caller("metrics-token", Set.of(Role.METRICS)));
    }
  }

  private void add(String text, Caller caller) {
    tokens.add(new Token(new Secret(text), caller));
  }

  /** Who sends this token; empty if it is none of ours. Looks at every token, always. */
  public Optional<Caller> callerOf(Secret given) {
    Caller found = null;
    for (Token token : tokens) {
      if (token.secret().matches(given)) {
        found = token.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  private record Token(Secret secret, Caller caller) {}
}
