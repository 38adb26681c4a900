package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a version of a project: its own dataset, settings and results. */
public record VersionId(@JsonValue UUID value) {
  @JsonCreator
  public VersionId {
    Objects.requireNonNull(value, "value");
  }

  public static VersionId random() {
    return new VersionId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static VersionId parse(String text) {
    return new VersionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
