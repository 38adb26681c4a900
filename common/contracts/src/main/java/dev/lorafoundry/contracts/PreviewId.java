package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Identifies a preview: one grid of pictures rendered from one checkpoint. */
public record PreviewId(@JsonValue UUID value) implements ClaimableId {
  @JsonCreator
  public PreviewId {
    Objects.requireNonNull(value, "value");
  }

  public static PreviewId random() {
    return new PreviewId(UUID.randomUUID());
  }

  /**
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static PreviewId parse(String text) {
    return new PreviewId(UUID.fromString(text));
  }

  @Override
  public WorkKind kind() {
    return WorkKind.PREVIEW;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
