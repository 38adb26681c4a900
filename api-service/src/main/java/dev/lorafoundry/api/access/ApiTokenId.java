package dev.lorafoundry.api.access;

import java.util.Objects;
import java.util.UUID;

/** Identifies a token that a person made. */
public record ApiTokenId(UUID value) {
  public ApiTokenId {
    Objects.requireNonNull(value, "value");
  }

  public static ApiTokenId random() {
    return new ApiTokenId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
