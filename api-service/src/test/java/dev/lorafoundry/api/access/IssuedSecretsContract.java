package dev.lorafoundry.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.api.access.IssuedSecrets.Purpose;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link IssuedSecrets} does. */
public abstract class IssuedSecretsContract {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);

  protected abstract IssuedSecrets secrets();

  /** Somebody who may be given a secret. */
  protected abstract PersonId aPerson();

  @Test
  void knowsWhoseASecretIsUntilItExpires() {
    PersonId anna = aPerson();
    secrets().add(Purpose.SESSION, "a", anna, LATER);
    secrets().add(Purpose.SESSION, "b", aPerson(), LATER);

    assertThat(secrets().find(Purpose.SESSION, "a", NOON)).contains(anna);
    assertThat(secrets().find(Purpose.SESSION, "a", LATER)).isEmpty();
    assertThat(secrets().find(Purpose.SESSION, "c", NOON)).isEmpty();
  }

  @Test
  void keepsPurposesApart() {
    secrets().add(Purpose.LINK, "a", aPerson(), LATER);

    assertThat(secrets().find(Purpose.SESSION, "a", NOON)).isEmpty();
    assertThat(secrets().take(Purpose.SESSION, "a", NOON)).isEmpty();
  }

  @Test
  void givesASecretOnce() {
    PersonId anna = aPerson();
    secrets().add(Purpose.LINK, "a", anna, LATER);

    assertThat(secrets().take(Purpose.LINK, "a", NOON)).contains(anna);
    assertThat(secrets().take(Purpose.LINK, "a", NOON)).isEmpty();
  }

  @Test
  void givesNoSecretThatHasExpired() {
    secrets().add(Purpose.LINK, "a", aPerson(), LATER);

    assertThat(secrets().take(Purpose.LINK, "a", LATER)).isEmpty();
  }

  @Test
  void endsAllOfOnePerson() {
    PersonId anna = aPerson();
    PersonId ben = aPerson();
    secrets().add(Purpose.LINK, "link of anna", anna, LATER);
    secrets().add(Purpose.SESSION, "session of anna", anna, LATER);
    secrets().add(Purpose.SESSION, "session of ben", ben, LATER);

    secrets().removeAll(anna);

    assertThat(secrets().find(Purpose.LINK, "link of anna", NOON)).isEmpty();
    assertThat(secrets().find(Purpose.SESSION, "session of anna", NOON)).isEmpty();
    assertThat(secrets().find(Purpose.SESSION, "session of ben", NOON)).contains(ben);
  }

  @Test
  void purgesWhatHasExpired() {
    secrets().add(Purpose.LINK, "old", aPerson(), NOON);
    secrets().add(Purpose.LINK, "new", aPerson(), LATER);

    assertThat(secrets().purge(NOON)).isEqualTo(1);
    assertThat(secrets().find(Purpose.LINK, "new", NOON)).isPresent();
  }
}
