package dev.lorafoundry.api.page.web;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;

/** Says things in the language, and tells times in the zone, of whoever reads the page. */
final class Phrases {
  private final MessageSource messages;

  Phrases(MessageSource messages) {
    this.messages = messages;
  }

  /** A phrase for the request under way; for templates {@code @phrases.of(…)}. Absent: nothing. */
  public String of(@Nullable Phrase phrase) {
    return phrase == null ? "" : messages.getMessage(phrase, LocaleContextHolder.getLocale());
  }

  /** Several, between them what the language has for it. */
  public String all(List<Phrase> phrases) {
    return phrases.stream().map(this::of).collect(Collectors.joining(of(Phrase.of("list.and"))));
  }

  /** Day and time in the reader's zone; in UTC, and said so, while that is not known. */
  public String at(Moment moment) {
    Locale locale = LocaleContextHolder.getLocale();
    String pattern = of(Phrase.of(knowsZone() ? "moment.local" : "moment.utc"));
    return DateTimeFormatter.ofPattern(pattern, locale)
        .withZone(LocaleContextHolder.getTimeZone().toZoneId())
        .format(moment.instant());
  }

  private static boolean knowsZone() {
    LocaleContext context = LocaleContextHolder.getLocaleContext();
    return context instanceof TimeZoneAwareLocaleContext aware && aware.getTimeZone() != null;
  }
}
