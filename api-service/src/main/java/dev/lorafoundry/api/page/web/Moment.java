package dev.lorafoundry.api.page.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment, for machines and for people. */
record Moment(String iso, String text) {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static Moment of(Instant instant) {
    return new Moment(instant.toString(), FORMAT.format(instant));
  }
}
