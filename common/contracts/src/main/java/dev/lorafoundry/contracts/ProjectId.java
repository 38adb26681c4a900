package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a project: a LoRA that a team works on. */
public record ProjectId(@JsonValue UUID value) {
  @JsonCreator
  public ProjectId {
    Objects.requireNonNull(value, "value");
  }

  public static ProjectId random() {
    return new ProjectId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static ProjectId parse(String text) {
    return new ProjectId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
