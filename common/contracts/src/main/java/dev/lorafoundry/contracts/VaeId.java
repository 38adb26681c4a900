package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a VAE that was registered by itself. */
public record VaeId(@JsonValue UUID value) {
  @JsonCreator
  public VaeId {
    Objects.requireNonNull(value, "value");
  }

  public static VaeId random() {
    return new VaeId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static VaeId parse(String text) {
    return new VaeId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
