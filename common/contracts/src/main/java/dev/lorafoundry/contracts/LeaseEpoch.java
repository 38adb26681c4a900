package dev.lorafoundry.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Counts the attempts at one piece of work, from 1. Everything that an attempt writes or says
 * carries it, so that a late worker is refused.
 */
public record LeaseEpoch(@JsonValue int value) implements Comparable<LeaseEpoch> {
  @JsonCreator
  public LeaseEpoch {
    if (value < 1) {
      throw new IllegalArgumentException(
          "lease epoch " + value + " is not allowed: it counts from 1");
    }
  }

  public LeaseEpoch next() {
    return new LeaseEpoch(value + 1);
  }

  @Override
  public int compareTo(LeaseEpoch other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
