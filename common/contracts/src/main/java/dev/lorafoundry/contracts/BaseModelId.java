package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a registered base model. */
public record BaseModelId(@JsonValue UUID value) {
  @JsonCreator
  public BaseModelId {
    Objects.requireNonNull(value, "value");
  }

  public static BaseModelId random() {
    return new BaseModelId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static BaseModelId parse(String text) {
    return new BaseModelId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
