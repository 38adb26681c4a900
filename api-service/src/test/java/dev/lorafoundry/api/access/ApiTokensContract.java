package dev.lorafoundry.api.access;

import static dev.lorafoundry.api.access.PeopleExample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.testkit.Unique;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link ApiTokens} does. */
public abstract class ApiTokensContract {
  private static final Instant LATER = NOON.plusSeconds(60);

  protected abstract ApiTokens tokens();

  /** Somebody who may have tokens. */
  protected abstract PersonId aPerson();

  @Test
  void knowsWhoseATokenIsUntilItExpires() {
    PersonId anna = aPerson();
    String sha256 = Unique.name("hash");
    tokens().add(token(anna, NOON), sha256);

    assertThat(tokens().owner(sha256, NOON)).contains(anna);
    assertThat(tokens().owner(sha256, LATER)).isEmpty();
    assertThat(tokens().owner("another", NOON)).isEmpty();
  }

  @Test
  void listsTokensOfOnePersonNewestFirst() {
    PersonId anna = aPerson();
    ApiToken old = token(anna, NOON);
    ApiToken young = token(anna, NOON.plusSeconds(1));
    tokens().add(old, Unique.name("hash"));
    tokens().add(young, Unique.name("hash"));
    tokens().add(token(aPerson(), NOON), Unique.name("hash"));

    assertThat(tokens().of(anna, NOON)).containsExactly(young, old);
    assertThat(tokens().of(anna, LATER)).isEmpty();
  }

  @Test
  void removesATokenOfThatPersonOnly() {
    PersonId anna = aPerson();
    String sha256 = Unique.name("hash");
    ApiToken token = token(anna, NOON);
    tokens().add(token, sha256);

    assertThat(tokens().remove(aPerson(), token.id())).isFalse();
    assertThat(tokens().owner(sha256, NOON)).contains(anna);
    assertThat(tokens().remove(anna, token.id())).isTrue();
    assertThat(tokens().owner(sha256, NOON)).isEmpty();
  }

  @Test
  void removesAllOfOnePerson() {
    PersonId anna = aPerson();
    PersonId ben = aPerson();
    tokens().add(token(anna, NOON), Unique.name("hash"));
    tokens().add(token(anna, NOON), Unique.name("hash"));
    tokens().add(token(ben, NOON), Unique.name("hash"));

    tokens().removeAll(anna);

    assertThat(tokens().of(anna, NOON)).isEmpty();
    assertThat(tokens().of(ben, NOON)).hasSize(1);
  }

  @Test
  void purgesWhatHasExpired() {
    tokens().add(token(aPerson(), NOON), Unique.name("hash"));

    assertThat(tokens().purge(LATER)).isPositive();
    assertThat(tokens().purge(LATER)).isZero();
  }

  private static ApiToken token(PersonId person, Instant createdAt) {
    return new ApiToken(ApiTokenId.random(), person, "nightly", createdAt, LATER);
  }
}
