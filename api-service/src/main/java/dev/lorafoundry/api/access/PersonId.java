package dev.lorafoundry.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a person. */
public record PersonId(@JsonValue UUID value) {
  @JsonCreator
  public PersonId {
    Objects.requireNonNull(value, "value");
  }

  public static PersonId random() {
    return new PersonId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
