package dev.lorafoundry.messaging.work;

import java.time.Duration;

/**
 * How often workers speak.
 *
 * @param heartbeat pause between two heartbeats of an attempt; a third of the lease at most
 * @param report pause between two reports that the worker is there
 * @param pause wait after the API or Kafka gave no answer; doubles up to {@link #LONGEST}
 * @param patience how long an attempt tries to tell of itself while nobody hears it
 * @param drain longest wait for the work in hand when the process ends
 */
public record Rhythm(
    Duration heartbeat, Duration report, Duration pause, Duration patience, Duration drain) {
  static final Duration LONGEST = Duration.ofSeconds(10);

  public static final Rhythm USUAL =
      new Rhythm(
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofMinutes(10),
          Duration.ofSeconds(60));

  public Rhythm {
    requirePositive("heartbeat", heartbeat);
    requirePositive("report", report);
    requirePositive("pause", pause);
    requirePositive("patience", patience);
    requirePositive("drain", drain);
  }

  public Rhythm withHeartbeat(Duration interval) {
    return new Rhythm(interval, report, pause, patience, drain);
  }

  public Rhythm withPatience(Duration longest) {
    return new Rhythm(heartbeat, report, pause, longest, drain);
  }

  public Rhythm withDrain(Duration longest) {
    return new Rhythm(heartbeat, report, pause, patience, longest);
  }

  /** The pause after so many failures in a row. */
  Duration pauseAfter(int failures) {
    Duration doubled = pause.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          what + " " + value + " is not allowed: it must be longer than 0");
    }
  }
}
