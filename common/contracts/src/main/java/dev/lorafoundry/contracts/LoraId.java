package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a LoRA that was registered by itself. */
public record LoraId(@JsonValue UUID value) {
  @JsonCreator
  public LoraId {
    Objects.requireNonNull(value, "value");
  }

  public static LoraId random() {
    return new LoraId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static LoraId parse(String text) {
    return new LoraId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
