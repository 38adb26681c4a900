package dev.lorafoundry.api.access;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens of the settings and of people, and whom they make of who sends one. */
public final class Tokens {
  private final List<Token> tokens = new ArrayList<>();
  private final ApiTokens ofPeople;
  private final People people;
  private final InstantSource clock;

  Tokens(AccessSettings settings, ApiTokens ofPeople, People people, InstantSource clock) {
    this.ofPeople = ofPeople;
    this.people = people;
    this.clock = clock;
    add(settings.apiToken(), Caller.token("api-token", Door.PEOPLE, Door.METRICS));
    add(settings.workerToken(), Caller.token("worker-token", Door.WORKERS));
    if (settings.metricsToken() != null) {
      add(settings.metricsToken(), Caller.token("metrics-token", Door.METRICS));
    }
  }

  private void add(String text, Caller caller) {
    tokens.add(new Token(new Secret(text), caller));
  }

  /** Who sends this token; empty if it is none of ours. */
  public Optional<Caller> callerOf(Secret given) {
    return ofSettings(given).or(() -> ofPeople(given));
  }

  /** Looks at every token, always. */
  private Optional<Caller> ofSettings(Secret given) {
    Caller found = null;
    for (Token token : tokens) {
      if (token.secret().matches(given)) {
        found = token.caller();
      }
    }
    return Optional.ofNullable(found);
  }

  private Optional<Caller> ofPeople(Secret given) {
    return ofPeople
        .owner(given.sha256(), clock.instant())
        .flatMap(people::find)
        .filter(person -> !person.isRemoved())
        .map(Caller::of);
  }

  private record Token(Secret secret, Caller caller) {}
}
