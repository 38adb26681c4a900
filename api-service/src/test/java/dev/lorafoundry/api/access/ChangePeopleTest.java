package dev.lorafoundry.api.access;

import static dev.lorafoundry.api.access.PeopleExample.NOON;
import static dev.lorafoundry.api.access.PeopleExample.asker;
import static dev.lorafoundry.api.access.PeopleExample.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lorafoundry.api.project.NameRefused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

final class ChangePeopleTest {
  private final InMemoryPeople people = new InMemoryPeople();
  private final ChangePeople service = changes(PeopleExample.nobody());
  private final Person ada = service.add("Ada", Role.ADMIN);

  private ChangePeople changes(Asker asker) {
    return changes(people, asker);
  }

  private static ChangePeople changes(InMemoryPeople people, Asker asker) {
    return new ChangePeople(
        people,
        new WaysIn(new InMemoryIssuedSecrets(), new InMemoryApiTokens()),
        new Rights(asker, people),
        TransactionOperations.withoutTransaction(),
        () -> NOON);
  }

  @Test
  void addsPeopleByNamesThatCanBeGiven() {
    assertThat(service.add("Ben", Role.MEMBER))
        .extracting(Person::name, Person::role, Person::createdAt)
        .containsExactly("Ben", Role.MEMBER, NOON);
    assertThatThrownBy(() -> service.add("BEN", Role.VIEWER))
        .isInstanceOf(PersonConflict.class)
        .hasMessageContaining("called 'BEN' already");
    assertThatThrownBy(() -> service.add(null, Role.VIEWER)).isInstanceOf(NameRefused.class);
    assertThatThrownBy(() -> service.add("\u202eneb", Role.VIEWER)).isInstanceOf(NameRefused.class);
  }

  @Test
  void changesNameAndRole() {
    Person ben = service.add("Ben", Role.MEMBER);

    assertThat(service.change(ben.id(), "Benjamin", null)).isEqualTo(ben.named("Benjamin"));
    assertThat(service.change(ben.id(), null, Role.ADMIN))
        .isEqualTo(ben.named("Benjamin").as(Role.ADMIN));
    assertThatThrownBy(() -> service.change(ben.id(), "ada", null))
        .isInstanceOf(PersonConflict.class);
  }

  @Test
  void keepsTheLastAdministrator() {
    assertThatThrownBy(() -> service.remove(ada.id()))
        .isInstanceOf(PersonConflict.class)
        .hasMessageContaining("Ada is the last administrator");
    assertThatThrownBy(() -> service.change(ada.id(), null, Role.MEMBER))
        .isInstanceOf(PersonConflict.class);
    assertThat(service.change(ada.id(), "Ada L.", null).role()).isEqualTo(Role.ADMIN);

    Person ben = service.add("Ben", Role.ADMIN);
    service.remove(ada.id());

    assertThat(people.all()).containsExactly(ben);
    assertThatThrownBy(() -> service.remove(ben.id())).isInstanceOf(PersonConflict.class);
  }

  @Test
  void knowsNobodyWhoWasRemoved() {
    Person ben = service.add("Ben", Role.MEMBER);
    service.remove(ben.id());

    assertThatThrownBy(() -> service.remove(ben.id())).isInstanceOf(PersonNotFound.class);
    assertThatThrownBy(() -> service.change(ben.id(), "B", null))
        .isInstanceOf(PersonNotFound.class);
  }

  @Test
  void restoresWhoWasRemovedWhileTheNameIsFree() {
    Person ben = service.add("Ben", Role.MEMBER);
    service.remove(ben.id());
    Person other = service.add("ben", Role.VIEWER);

    assertThatThrownBy(() -> service.restore(ben.id()))
        .isInstanceOf(PersonConflict.class)
        .hasMessageContaining("called 'Ben' already");
    service.change(other.id(), "Benno", null);

    assertThat(service.restore(ben.id())).isEqualTo(ben);
    assertThat(service.restore(ben.id())).as("once more").isEqualTo(ben);
    assertThat(people.all()).contains(ben);
    assertThatThrownBy(() -> service.restore(PersonId.random())).isInstanceOf(PersonNotFound.class);
  }

  @Test
  void isForAdministrators() {
    Person ben = service.add("Ben", Role.MEMBER);
    ChangePeople ofBen = changes(asker(caller(ben)));

    assertThatThrownBy(() -> ofBen.add("Cleo", Role.ADMIN)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> ofBen.change(ben.id(), null, Role.ADMIN))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> ofBen.remove(ada.id())).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> ofBen.restore(ben.id())).isInstanceOf(NotAllowed.class);
    assertThat(people.all()).containsExactly(ada, ben);
  }

  @Test
  void findsTheFirstAdministratorAndMakesOneWhereNobodyIs() {
    service.add("Zoe", Role.ADMIN);
    assertThat(service.firstAdministrator()).isEqualTo(ada);

    InMemoryPeople empty = new InMemoryPeople();
    empty.add(PeopleExample.person("ADMIN", Role.MEMBER));
    ChangePeople first = changes(empty, PeopleExample.nobody());

    Person made = first.firstAdministrator();

    assertThat(made)
        .extracting(Person::name, Person::role)
        .isEqualTo(List.of("admin2", Role.ADMIN));
    assertThat(first.firstAdministrator()).isEqualTo(made);
  }
}
