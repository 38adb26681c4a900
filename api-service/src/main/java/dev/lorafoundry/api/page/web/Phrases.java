package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.wording.Wording;
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
  private final Wording wording;

  Phrases(MessageSource messages, Wording wording) {
    this.messages = messages;
    this.wording = wording;
  }

  /** A phrase for the request under way; for templates {@code @phrases.of(…)}. Absent: nothing. */
  public String of(@Nullable Phrase phrase) {
    if (phrase == null) {
      return "";
    }
    return phrase.isSentence()
        ? sentence(phrase.english())
        : messages.getMessage(withWords(phrase), LocaleContextHolder.getLocale());
  }

  /** What the service wrote in English for people. Absent: nothing. */
  public String sentence(@Nullable String english) {
    return english == null ? "" : wording.say(english, LocaleContextHolder.getLocale());
  }

  /** The same, phrases among its values said. */
  private Phrase withWords(Phrase phrase) {
    return new Phrase(
        phrase.key(),
        phrase.values().stream()
            .map(value -> value instanceof Phrase inner ? (Object) of(inner) : value)
            .toList(),
        phrase.english());
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
