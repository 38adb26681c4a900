package dev.lorafoundry.api.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param name tells callers apart; no secret
 * @param role what may be done behind the door for people; of others it means nothing
 * @param person absent: a token of the settings, which is nobody's
 */
public record Caller(String name, Set<Door> doors, Role role, @Nullable Person person) {
  public Caller {
    doors = Set.copyOf(doors);
  }

  /** A person, by a session or a token of theirs. */
  static Caller of(Person person) {
    return new Caller("person-" + person.id(), Set.of(Door.PEOPLE), person.role(), person);
  }

  /** A token of the settings. */
  static Caller token(String name, Door... doors) {
    return new Caller(name, Set.of(doors), Role.ADMIN, null);
  }

  public @Nullable PersonId personId() {
    return person == null ? null : person.id();
  }

  /** Whether it is one of those whom roles are about. */
  public boolean isOfPeople() {
    return doors.contains(Door.PEOPLE);
  }

  /** Whether anything may be changed. */
  public boolean mayChange() {
    return isOfPeople() && role != Role.VIEWER;
  }
}
