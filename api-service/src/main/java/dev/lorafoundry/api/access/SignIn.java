package dev.lorafoundry.api.access;

import dev.lorafoundry.api.access.IssuedSecrets.Purpose;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** How people come to the page: a link that works once, and the session that it opens. */
public final class SignIn {
  private static final int NAME_LENGTH = 8;

  private final IssuedSecrets issued;
  private final AccessSettings settings;
  private final InstantSource clock;

  SignIn(IssuedSecrets issued, AccessSettings settings, InstantSource clock) {
    this.issued = issued;
    this.settings = settings;
    this.clock = clock;
  }

  /** A secret with the time at which it ends. */
  public record Pass(Secret secret, Instant expiresAt) {}

  /** A pass that signs in whoever shows it first. */
  public Pass issueLink() {
    return issue(Purpose.LINK, clock.instant().plus(settings.linkLife()));
  }

  /** Opens a session; empty if the link was used, has expired or never existed. */
  public Optional<Pass> redeem(Secret link) {
    Instant now = clock.instant();
    return issued.take(Purpose.LINK, link.sha256(), now)
        ? Optional.of(issue(Purpose.SESSION, now.plus(settings.sessionLife())))
        : Optional.empty();
  }

  /** Who is at the browser that shows this session; empty if it has ended. */
  public Optional<Caller> callerOf(Secret session) {
    String sha256 = session.sha256();
    return issued.holds(Purpose.SESSION, sha256, clock.instant())
        ? Optional.of(
            new Caller("session-" + sha256.substring(0, NAME_LENGTH), Set.of(Role.PERSON)))
        : Optional.empty();
  }

  /** Ends a session; one that has ended already stays so. */
  public boolean end(Secret session) {
    return issued.take(Purpose.SESSION, session.sha256(), clock.instant());
  }

  private Pass issue(Purpose purpose, Instant expiresAt) {
    Secret secret = Secret.random();
    issued.add(purpose, secret.sha256(), expiresAt);
    return new Pass(secret, expiresAt);
  }
}
