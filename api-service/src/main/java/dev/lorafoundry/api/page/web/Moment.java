package dev.lorafoundry.api.page.web;

import java.time.Instant;

/** A moment, which {@link Phrases} tells in the reader's zone. */
record Moment(Instant instant) {
  static Moment of(Instant instant) {
    return new Moment(instant);
  }

  /** For machines. */
  public String iso() {
    return instant.toString();
  }
}
