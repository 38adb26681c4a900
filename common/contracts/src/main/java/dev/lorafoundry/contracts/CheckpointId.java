package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a checkpoint: one LoRA file that a job saved. */
public record CheckpointId(@JsonValue UUID value) {
  @JsonCreator
  public CheckpointId {
    Objects.requireNonNull(value, "value");
  }

  public static CheckpointId random() {
    return new CheckpointId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static CheckpointId parse(String text) {
    return new CheckpointId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
