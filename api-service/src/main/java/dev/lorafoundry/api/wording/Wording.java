package dev.lorafoundry.api.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Says what the service writes in the language of whoever reads it. */
public final class Wording {
  /** Groups of settings, in the order in which a name is looked for. */
  private static final List<String> CATALOGUES =
      List.of("training", "preparation", "preview", "lora-task");

  private final Map<String, PhraseBook> books;

  private Wording(Map<String, PhraseBook> books) {
    this.books = books;
  }

  /** With a book for each language that has one. */
  public static Wording ofAllLanguages() {
    return new Wording(Map.of("zh", PhraseBook.of("zh", labels("zh")::of)));
  }

  /** Sentences of the service in a language, as far as its book knows them. */
  public String say(String english, Locale language) {
    PhraseBook book = books.get(language.getLanguage());
    return book == null ? english : book.say(english);
  }

  /** What pages call settings. */
  static Labels labels(String language) {
    Properties texts = new Properties();
    String resource = "/messages/settings_" + language + ".properties";
    try (InputStream in = Wording.class.getResourceAsStream(resource);
        Reader reader =
            new InputStreamReader(Objects.requireNonNull(in, resource), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Labels(texts);
  }

  /**
   * Labels of settings.
   *
   * @param texts such as {@code training.rank.label}
   */
  record Labels(Properties texts) {
    Optional<String> of(String setting) {
      return CATALOGUES.stream()
          .map(catalogue -> texts.getProperty(catalogue + "." + setting + ".label"))
          .filter(Objects::nonNull)
          .findFirst();
    }
  }
}
