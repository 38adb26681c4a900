package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Counts how often a piece of work was released to Kafka, from 1. Only the newest release may be
 * claimed; an older message of the same work is refused.
 */
public record DispatchId(@JsonValue int value) {
  @JsonCreator
  public DispatchId {
    if (value < 1) {
      throw new IllegalArgumentException(
          "dispatch id " + value + " is not allowed: it counts from 1");
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
