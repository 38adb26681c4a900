package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.wording.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What phrases come to, said as the service says them. */
final class Said {
  static final ResourceBundleMessageSource MESSAGES = messages();
  static final Phrases PHRASES = new Phrases(MESSAGES, Wording.ofAllLanguages());

  private Said() {}

  private static ResourceBundleMessageSource messages() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames(
        Stream.of(RenderedPages.BUNDLES, RenderedPages.DECLARED)
            .flatMap(Arrays::stream)
            .toArray(String[]::new));
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return messages;
  }

  static String english(@Nullable Phrase phrase) {
    return in(Locale.ENGLISH, phrases -> phrases.of(phrase));
  }

  static String english(List<Phrase> all) {
    return in(Locale.ENGLISH, phrases -> phrases.all(all));
  }

  static String chinese(@Nullable Phrase phrase) {
    return in(Locale.CHINESE, phrases -> phrases.of(phrase));
  }

  private static String in(Locale language, Function<Phrases, String> said) {
    LocaleContextHolder.setLocale(language);
    try {
      return said.apply(PHRASES);
    } finally {
      LocaleContextHolder.resetLocaleContext();
    }
  }
}
