package dev.lorafoundry.api.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People, and who of them asks. */
public final class PeopleExample {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private PeopleExample() {}

  public static Person person(String name, Role role) {
    return new Person(PersonId.random(), name, role, NOON, null);
  }

  /** Somebody at the page. */
  public static Caller caller(Person person) {
    return Caller.of(person);
  }

  /** Whoever sends the API token of the settings. */
  public static Caller apiToken() {
    return Caller.token("api-token", Door.PEOPLE);
  }

  static Caller worker() {
    return new Caller("worker-token", Set.of(Door.WORKERS), Role.VIEWER, null);
  }

  /** The service acts by itself. */
  public static Asker nobody() {
    return new Asker(Optional::empty);
  }

  static Asker asker(@Nullable Caller caller) {
    return new Asker(() -> Optional.ofNullable(caller));
  }

  /** Of the service itself. */
  public static Rights everyRight() {
    return new Rights(nobody(), new InMemoryPeople());
  }
}
