package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies an uploaded picture of a version. */
public record PictureId(@JsonValue UUID value) {
  @JsonCreator
  public PictureId {
    Objects.requireNonNull(value, "value");
  }

  public static PictureId random() {
    return new PictureId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static PictureId parse(String text) {
    return new PictureId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
