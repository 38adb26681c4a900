package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a run: one press of "train", one grid of jobs. */
public record RunId(@JsonValue UUID value) {
  @JsonCreator
  public RunId {
    Objects.requireNonNull(value, "value");
  }

  public static RunId random() {
    return new RunId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
