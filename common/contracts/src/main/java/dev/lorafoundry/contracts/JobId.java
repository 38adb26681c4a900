package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a training job: one combination of a run. */
public record JobId(@JsonValue UUID value) implements ClaimableId {
  @JsonCreator
  public JobId {
    Objects.requireNonNull(value, "value");
  }

  public static JobId random() {
    return new JobId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static JobId parse(String text) {
    return new JobId(UUID.fromString(text));
  }

  @Override
  public WorkKind kind() {
    return WorkKind.TRAINING;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
