package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a LoRA task: one LoRA file that is made of others. */
public record LoraTaskId(@JsonValue UUID value) implements ClaimableId {
  @JsonCreator
  public LoraTaskId {
    Objects.requireNonNull(value, "value");
  }

  public static LoraTaskId random() {
    return new LoraTaskId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static LoraTaskId parse(String text) {
    return new LoraTaskId(UUID.fromString(text));
  }

  @Override
  public WorkKind kind() {
    return WorkKind.LORA_TASK;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
