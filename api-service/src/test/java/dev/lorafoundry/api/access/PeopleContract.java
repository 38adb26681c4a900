package dev.lorafoundry.api.access;

import static dev.lorafoundry.api.access.PeopleExample.NOON;
import static dev.lorafoundry.api.access.PeopleExample.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lorafoundry.testkit.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link People} does. */
public abstract class PeopleContract {
  protected abstract People people();

  @Test
  void returnsPeopleAsTheyWereAdded() {
    Person anna = added("Anna", Role.MEMBER);

    assertThat(people().find(anna.id())).contains(anna);
    assertThat(people().find(PersonId.random())).isEmpty();
  }

  @Test
  void returnsPeopleAsTheyWereSaved() {
    Person anna = added("Anna", Role.MEMBER);
    Person changed = anna.named(Unique.name("Anne")).as(Role.VIEWER);

    assertThat(people().save(changed)).isTrue();

    assertThat(people().find(anna.id())).contains(changed);
  }

  @Test
  void givesANameToOneWhateverItsCapitals() {
    Person anna = added("Anna", Role.MEMBER);
    Person ben = added("Ben", Role.MEMBER);
    String loud = anna.name().toUpperCase(Locale.ROOT);

    assertThat(people().add(person(loud, Role.VIEWER))).isFalse();
    assertThat(people().save(ben.named(loud))).isFalse();
    assertThat(people().save(anna.named(loud))).as("the same person").isTrue();
    assertThat(people().find(ben.id())).contains(ben);
  }

  @Test
  void forgetsNobodyWhoWasRemovedButFreesTheName() {
    Person anna = added("Anna", Role.MEMBER);
    people().save(anna.removed(NOON));
    assertThat(people().locked(anna.id())).contains(anna.removed(NOON));
    assertThat(people().removed(1000)).contains(anna.removed(NOON));

    Person other = person(anna.name(), Role.VIEWER);

    assertThat(people().add(other)).isTrue();
    assertThat(people().all()).contains(other).doesNotContain(anna);
    assertThat(people().namesOf(List.of(anna.id(), PersonId.random())))
        .isEqualTo(Map.of(anna.id(), anna.name()));
    assertThat(people().save(anna)).as("the name is taken").isFalse();
    assertThat(people().removed(1000)).doesNotContain(other);
    assertThat(people().namesOf(List.of())).isEmpty();
  }

  @Test
  void knowsTheAdministratorsThatThereAre() {
    Person admin = added("Ada", Role.ADMIN);
    Person gone = added("Gone", Role.ADMIN);
    people().save(gone.removed(NOON));
    Person member = added("Mia", Role.MEMBER);

    assertThat(people().lockedAdministrators()).contains(admin).doesNotContain(gone, member);
  }

  private Person added(String name, Role role) {
    Person person = person(Unique.name(name), role);
    assertThat(people().add(person)).isTrue();
    return person;
  }
}
