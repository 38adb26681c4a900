package dev.lorafoundry.contracts;

import java.time.Instant;

/**
 * What every event carries: whose attempt speaks, and in which order.
 *
 * @param sequence counts the events of one attempt, from 1, without gaps
 */
public record EventHeader(LeaseEpoch epoch, long sequence, Instant at) {
  public EventHeader {
    if (sequence < 1) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " is not allowed: it counts from 1");
    }
  }
}
