package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.access.Person;
import dev.lorafoundry.api.access.PersonId;
import dev.lorafoundry.api.access.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everybody of the team, by name.
 *
 * @param removed those who were, the last one first
 */
record PeopleView(List<Row> people, List<Removed> removed) {
  PeopleView {
    people = List.copyOf(people);
    removed = List.copyOf(removed);
  }

  static PeopleView of(List<Person> people, List<Person> removed, Optional<PersonId> reader) {
    return new PeopleView(
        people.stream()
            .map(
                person ->
                    new Row(
                        person.id().toString(),
                        person.name(),
                        choices(person.role()),
                        Moment.of(person.createdAt()),
                        reader.filter(person.id()::equals).isPresent()))
            .toList(),
        removed.stream().map(Removed::of).toList());
  }

  /** Of a person who is to be added. */
  public List<Choice> roles() {
    return choices(Role.MEMBER);
  }

  private static List<Choice> choices(Role chosen) {
    return Stream.of(Role.values()).map(role -> new Choice(role.label(), role == chosen)).toList();
  }

  /**
   * A person.
   *
   * @param me whether it is the reader
   */
  record Row(String id, String name, List<Choice> roles, Moment since, boolean me) {
    Row {
      roles = List.copyOf(roles);
    }
  }

  /** Somebody who was removed. */
  record Removed(String id, String name, Moment at) {
    static Removed of(Person person) {
      return new Removed(
          person.id().toString(),
          person.name(),
          Moment.of(Objects.requireNonNull(person.removedAt())));
    }
  }

  /** A role that a person may have. */
  record Choice(String value, boolean chosen) {
    public Phrase label() {
      return Phrase.of("role." + value);
    }

    public Phrase about() {
      return Phrase.of("role." + value + "-about");
    }
  }
}
