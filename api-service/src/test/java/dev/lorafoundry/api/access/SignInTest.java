package dev.lorafoundry.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SignInTest {
  private static final AccessSettings SETTINGS =
      new AccessSettings(
          "0123456789abcdef",
          "fedcba9876543210",
          null,
          null,
          Duration.ofMinutes(15),
          Duration.ofDays(7));

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final SignIn signIn = new SignIn(new InMemoryIssuedSecrets(), SETTINGS, () -> now);

  @Test
  void opensASessionByALink() {
    Secret session = signIn.redeem(signIn.issueLink().secret()).orElseThrow().secret();

    assertThat(signIn.callerOf(session).orElseThrow().roles()).containsExactly(Role.PERSON);
  }

  @Test
  void opensOneSessionPerLink() {
    Secret link = signIn.issueLink().secret();
    signIn.redeem(link);

    assertThat(signIn.redeem(link)).isEmpty();
  }

  @Test
  void refusesALinkThatIsTooOld() {
    Secret link = signIn.issueLink().secret();
    now = now.plus(Duration.ofMinutes(15));

    assertThat(signIn.redeem(link)).isEmpty();
  }

  @Test
  void endsSessions() {
    Secret old = signIn.redeem(signIn.issueLink().secret()).orElseThrow().secret();
    now = now.plus(Duration.ofDays(7));
    Secret ended = signIn.redeem(signIn.issueLink().secret()).orElseThrow().secret();
    signIn.end(ended);

    assertThat(signIn.callerOf(old)).isEmpty();
    assertThat(signIn.callerOf(ended)).isEmpty();
  }

  @Test
  void takesALinkForNoSession() {
    assertThat(signIn.callerOf(signIn.issueLink().secret())).isEmpty();
  }

  @Test
  void tellsTokensApart() {
    Tokens tokens = new Tokens(SETTINGS);

    assertThat(tokens.callerOf(new Secret("0123456789abcdef")).orElseThrow().roles())
        .isEqualTo(Set.of(Role.PERSON, Role.METRICS));
    assertThat(tokens.callerOf(new Secret("fedcba9876543210")).orElseThrow().roles())
        .isEqualTo(Set.of(Role.WORKER));
    assertThat(tokens.callerOf(new Secret("0123456789abcdeg"))).isEmpty();
    assertThat(tokens.callerOf(new Secret(""))).isEmpty();
  }
}
