package dev.lorafoundry.objectstore;

import java.time.Duration;

/** How long a link may last: what the S3 signature allows. */
final class LinkLife {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  private LinkLife() {}

  static int seconds(Duration validFor) {
    if (validFor.compareTo(SHORTEST) < 0 || validFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a link valid for " + validFor + " is not allowed: from " + SHORTEST + " to " + LONGEST);
    }
    return Math.toIntExact(validFor.toSeconds());
  }
}
