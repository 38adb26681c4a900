package dev.lorafoundry.api.access;

import static dev.lorafoundry.api.access.PeopleExample.caller;
import static dev.lorafoundry.api.access.PeopleExample.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class SignInTest {
  private static final AccessSettings SETTINGS = settings(null);

  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private @Nullable Caller asking;
  private final InMemoryPeople people = new InMemoryPeople();
  private final InMemoryIssuedSecrets issued = new InMemoryIssuedSecrets();
  private final InMemoryApiTokens apiTokens = new InMemoryApiTokens();
  private final Asker asker = new Asker(() -> Optional.ofNullable(asking));
  private final SignIn signIn = signIn(SETTINGS);

  private static AccessSettings settings(@Nullable URI publicUrl) {
    return new AccessSettings(
        "0123456789abcdef",
        "fedcba9876543210",
        null,
        publicUrl,
        Duration.ofMinutes(15),
        Duration.ofDays(7));
  }

  private SignIn signIn(AccessSettings settings) {
    Rights rights = new Rights(asker, people);
    return new SignIn(issued, people, changes(), rights, asker, settings, () -> now);
  }

  private ChangePeople changes() {
    return new ChangePeople(
        people,
        new WaysIn(issued, apiTokens),
        new Rights(asker, people),
        TransactionOperations.withoutTransaction(),
        () -> now);
  }

  @Test
  void opensASessionByALinkAsTheFirstAdministrator() {
    Secret session = signIn.redeem(signIn.issueLink().secret()).orElseThrow().secret();

    Caller caller = signIn.callerOf(session).orElseThrow();
    assertThat(caller.doors()).containsExactly(Door.PEOPLE);
    assertThat(caller.role()).isEqualTo(Role.ADMIN);
    assertThat(people.all()).containsExactly(caller.person());
  }

  @Test
  void showsThePresentRoleOfAPersonAndEndsWithThem() {
    Person anna = added("Anna", Role.MEMBER);
    Secret session = signIn.redeem(signIn.issueLink(anna.id()).secret()).orElseThrow().secret();
    assertThat(signIn.callerOf(session)).map(Caller::person).contains(anna);

    people.save(anna.as(Role.VIEWER));
    assertThat(signIn.callerOf(session)).map(Caller::role).contains(Role.VIEWER);

    Secret unused = signIn.issueLink(anna.id()).secret();
    people.save(anna.removed(now));
    assertThat(signIn.callerOf(session)).isEmpty();
    assertThat(signIn.redeem(unused)).isEmpty();
    assertThatThrownBy(() -> signIn.issueLink(anna.id())).isInstanceOf(PersonNotFound.class);
  }

  @Test
  void restoresPeopleWithoutTheirOldWaysIn() {
    Person anna = added("Anna", Role.MEMBER);
    added("Ada", Role.ADMIN);
    Secret session = signIn.redeem(signIn.issueLink(anna.id()).secret()).orElseThrow().secret();
    Secret link = signIn.issueLink(anna.id()).secret();
    asking = caller(anna);
    Secret token = new OwnTokens(apiTokens, asker, () -> now).make("nightly", 1).secret();
    asking = null;

    changes().remove(anna.id());
    assertThat(changes().restore(anna.id())).isEqualTo(anna);

    assertThat(people.all()).contains(anna);
    assertThat(signIn.callerOf(session)).isEmpty();
    assertThat(signIn.redeem(link)).isEmpty();
    assertThat(new Tokens(SETTINGS, apiTokens, people, () -> now).callerOf(token)).isEmpty();
    assertThat(signedInBy(signIn.issueLink(anna.id()))).isEqualTo(anna);
  }

  @Test
  void givesLinksOfOthersToAdministratorsOnly() {
    Person anna = added("Anna", Role.MEMBER);
    Person ben = added("Ben", Role.VIEWER);
    asking = caller(ben);

    assertThat(signedInBy(signIn.issueLink())).isEqualTo(ben);
    assertThat(signedInBy(signIn.issueLink(ben.id()))).isEqualTo(ben);
    assertThatThrownBy(() -> signIn.issueLink(anna.id())).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> signIn.issueLink(PersonId.random())).isInstanceOf(NotAllowed.class);

    asking = PeopleExample.apiToken();
    assertThat(signedInBy(signIn.issueLink(anna.id()))).isEqualTo(anna);
  }

  @Test
  void saysWhereALinkLeads() {
    SignIn.Pass pass = signIn.issueLink();

    assertThat(signIn.address(pass, "http://127.0.0.1:8080"))
        .hasToString("http://127.0.0.1:8080/sign-in?token=" + pass.secret().text());
    assertThat(signIn(settings(URI.create("https://foundry.example/"))).address(pass, "http://x"))
        .hasToString("https://foundry.example/sign-in?token=" + pass.secret().text());
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
    Tokens tokens = new Tokens(SETTINGS, apiTokens, people, () -> now);

    assertThat(tokens.callerOf(new Secret("0123456789abcdef")).orElseThrow().doors())
        .isEqualTo(Set.of(Door.PEOPLE, Door.METRICS));
    assertThat(tokens.callerOf(new Secret("fedcba9876543210")).orElseThrow().doors())
        .isEqualTo(Set.of(Door.WORKERS));
    assertThat(tokens.callerOf(new Secret("0123456789abcdeg"))).isEmpty();
    assertThat(tokens.callerOf(new Secret(""))).isEmpty();
  }

  @Test
  void letsTokensOfPeopleActAsThemUntilTheyEnd() {
    Person anna = added("Anna", Role.MEMBER);
    asking = caller(anna);
    OwnTokens own = new OwnTokens(apiTokens, asker, () -> now);
    Tokens tokens = new Tokens(SETTINGS, apiTokens, people, () -> now);

    OwnTokens.Made made = own.make("nightly", 1);

    assertThat(own.list()).containsExactly(made.token());
    assertThat(tokens.callerOf(made.secret())).contains(caller(anna));
    people.save(anna.as(Role.VIEWER));
    assertThat(tokens.callerOf(made.secret())).map(Caller::role).contains(Role.VIEWER);
    now = now.plus(Duration.ofDays(1));
    assertThat(tokens.callerOf(made.secret())).isEmpty();

    OwnTokens.Made other = own.make("nightly", null);
    assertThat(own.remove(other.token().id())).isTrue();
    assertThat(tokens.callerOf(other.secret())).isEmpty();
    people.save(anna.removed(now));
    assertThat(tokens.callerOf(made.secret())).isEmpty();
  }

  @Test
  void refusesTokensThatWouldLastTooLongOrBeNobodys() {
    OwnTokens own = new OwnTokens(apiTokens, asker, () -> now);
    asking = caller(added("Anna", Role.MEMBER));

    assertThatThrownBy(() -> own.make("nightly", 366))
        .isInstanceOf(PersonRefused.class)
        .hasMessage("A token of 366 days is not allowed: use 1 to 365.");
    asking = PeopleExample.apiToken();
    assertThatThrownBy(() -> own.make("nightly", 1)).isInstanceOf(NobodyAsks.class);
  }

  private Person added(String name, Role role) {
    Person person = person(name, role);
    people.add(person);
    return person;
  }

  private @Nullable Person signedInBy(SignIn.Pass link) {
    Secret session = signIn.redeem(link.secret()).orElseThrow().secret();
    return signIn.callerOf(session).orElseThrow().person();
  }
}
