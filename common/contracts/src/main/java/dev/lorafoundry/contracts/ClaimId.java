package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Identifies one claim of a worker. A claim whose answer was lost comes again under the same id; a
 * copy of the message is claimed under another one, and refused.
 */
public record ClaimId(@JsonValue UUID value) {
  @JsonCreator
  public ClaimId {
    Objects.requireNonNull(value, "value");
  }

  public static ClaimId random() {
    return new ClaimId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
