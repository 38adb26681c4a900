package dev.lorafoundry.standalone.process;

import java.time.Duration;

/**
 * How long to wait before a process that died is started again: twice as long each time, until one
 * has lived for a while.
 *
 * @param first wait after the first death
 * @param longest wait
 * @param steady a process that lived so long starts the count anew
 */
public record Backoff(Duration first, Duration longest, Duration steady) {
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

  /** So many deaths in a row are no accident. */
  private static final int HOPELESS = 5;

  private static final int MOST_DOUBLINGS = 20;

  /** Deaths in a row, the last of which came after this life. */
  int deaths(int before, Duration life) {
    return life.compareTo(steady) >= 0 ? 1 : before + 1;
  }

  /** Whether something stands in the way that another start does not mend. */
  boolean isHopeless(int deaths) {
    return deaths >= HOPELESS;
  }

  /** Wait after so many deaths in a row. */
  Duration wait(int deaths) {
    Duration doubled = first.multipliedBy(1L << Math.min(deaths - 1, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
