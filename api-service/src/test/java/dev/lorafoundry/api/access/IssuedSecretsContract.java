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

  @Test
  void holdsASecretUntilItExpires() {
    secrets().add(Purpose.SESSION, "a", LATER);

    assertThat(secrets().holds(Purpose.SESSION, "a", NOON)).isTrue();
    assertThat(secrets().holds(Purpose.SESSION, "a", LATER)).isFalse();
    assertThat(secrets().holds(Purpose.SESSION, "b", NOON)).isFalse();
  }

  @Test
  void keepsPurposesApart() {
    secrets().add(Purpose.LINK, "a", LATER);

    assertThat(secrets().holds(Purpose.SESSION, "a", NOON)).isFalse();
    assertThat(secrets().take(Purpose.SESSION, "a", NOON)).isFalse();
  }

  @Test
  void givesASecretOnce() {
    secrets().add(Purpose.LINK, "a", LATER);

    assertThat(secrets().take(Purpose.LINK, "a", NOON)).isTrue();
    assertThat(secrets().take(Purpose.LINK, "a", NOON)).isFalse();
  }

  @Test
  void givesNoSecretThatHasExpired() {
    secrets().add(Purpose.LINK, "a", LATER);

    assertThat(secrets().take(Purpose.LINK, "a", LATER)).isFalse();
  }

  @Test
  void purgesWhatHasExpired() {
    secrets().add(Purpose.LINK, "old", NOON);
    secrets().add(Purpose.LINK, "new", LATER);

    assertThat(secrets().purge(NOON)).isEqualTo(1);
    assertThat(secrets().holds(Purpose.LINK, "new", NOON)).isTrue();
  }
}
