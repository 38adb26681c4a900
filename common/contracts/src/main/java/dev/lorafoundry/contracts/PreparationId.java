package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a preparation: one task that turns originals into training pictures. */
public record PreparationId(@JsonValue UUID value) implements ClaimableId {
  @JsonCreator
  public PreparationId {
    Objects.requireNonNull(value, "value");
  }

  public static PreparationId random() {
    return new PreparationId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static PreparationId parse(String text) {
    return new PreparationId(UUID.fromString(text));
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREPARATION;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
