package dev.lorafoundry.api.queue;

import java.time.Duration;

/**
 * How often work is tried again, and after what pause.
 *
 * @param attempts attempts in a row that may end badly before the work has failed
 * @param firstPause before the second try after a failure; doubles with every further one
 * @param longestPause at most this much
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
  public static final RetryPolicy DEFAULTS =
      new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(5));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts " + attempts + " is not allowed: at least 1");
    }
  }

  boolean allowsAnother(int setbacks) {
    return setbacks < attempts;
  }

  Duration pauseAfter(int setbacks) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(Math.max(setbacks - 1, 0), 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
