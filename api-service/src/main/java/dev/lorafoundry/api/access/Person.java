package dev.lorafoundry.api.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the team.
 *
 * @param name unique among those who were not removed, whatever its capitals
 * @param removedAt since when nobody comes in by this name; absent: not removed
 */
public record Person(
    PersonId id, String name, Role role, Instant createdAt, @Nullable Instant removedAt) {

  public boolean isRemoved() {
    return removedAt != null;
  }

  Person named(String other) {
    return new Person(id, other, role, createdAt, removedAt);
  }

  Person as(Role other) {
    return new Person(id, name, other, createdAt, removedAt);
  }

  Person restored() {
    return new Person(id, name, role, createdAt, null);
  }

  Person removed(Instant at) {
    return new Person(id, name, role, createdAt, at);
  }
}
