package dev.lorafoundry.api.access;

import dev.lorafoundry.api.access.IssuedSecrets.Purpose;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How people come to the page: a link that works once, and the session that it opens. */
public final class SignIn {
  private final IssuedSecrets issued;
  private final People people;
  private final ChangePeople changes;
  private final Rights rights;
  private final Asker asker;
  private final AccessSettings settings;
  private final InstantSource clock;

  SignIn(
      IssuedSecrets issued,
      People people,
      ChangePeople changes,
      Rights rights,
      Asker asker,
      AccessSettings settings,
      InstantSource clock) {
    this.issued = issued;
    this.people = people;
    this.changes = changes;
    this.rights = rights;
    this.asker = asker;
    this.settings = settings;
    this.clock = clock;
  }

  /** A secret with the time at which it ends. */
  public record Pass(Secret secret, Instant expiresAt) {}

  /**
   * A pass that signs in whoever shows it first: as the person who asks, or as the first
   * administrator where nobody or a token of the settings does.
   */
  public Pass issueLink() {
    return link(asker.personId().orElseGet(() -> changes.firstAdministrator().id()));
  }

  /**
   * The same for this person.
   *
   * @throws NotAllowed unless an administrator or that person asks
   * @throws PersonNotFound if there is no such person
   */
  public Pass issueLink(PersonId person) {
    if (!asker.personId().filter(person::equals).isPresent()) {
      rights.requireEverything();
    }
    return link(present(person).orElseThrow(() -> new PersonNotFound(person)).id());
  }

  private Pass link(PersonId person) {
    return issue(Purpose.LINK, person, clock.instant().plus(settings.linkLife()));
  }

  /**
   * Where a pass signs in.
   *
   * @param here address of the page as the request for the pass named it
   */
  public URI address(Pass pass, String here) {
    URI known = settings.publicUrl();
    String page = (known == null ? here : known.toString()).replaceAll("/+$", "");
    return URI.create(page + "/sign-in?token=" + pass.secret().text());
  }

  /** Opens a session; empty if the link was used, has expired or never existed. */
  public Optional<Pass> redeem(Secret link) {
    Instant now = clock.instant();
    return issued
        .take(Purpose.LINK, link.sha256(), now)
        .flatMap(this::present)
        .map(person -> issue(Purpose.SESSION, person.id(), now.plus(settings.sessionLife())));
  }

  /** Who is at the browser that shows this session; empty if it has ended. */
  public Optional<Caller> callerOf(Secret session) {
    return issued
        .find(Purpose.SESSION, session.sha256(), clock.instant())
        .flatMap(this::present)
        .map(Caller::of);
  }

  private Optional<Person> present(PersonId id) {
    return people.find(id).filter(person -> !person.isRemoved());
  }

  /** Ends a session; one that has ended already stays so. */
  public boolean end(Secret session) {
    return issued.take(Purpose.SESSION, session.sha256(), clock.instant()).isPresent();
  }

  private Pass issue(Purpose purpose, PersonId person, Instant expiresAt) {
    Secret secret = Secret.random();
    issued.add(purpose, secret.sha256(), person, expiresAt);
    return new Pass(secret, expiresAt);
  }
}
