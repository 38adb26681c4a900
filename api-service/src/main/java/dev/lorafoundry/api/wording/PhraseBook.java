package dev.lorafoundry.api.wording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sentences of the service in English and in another language. They are recognised by what they
 * say, wherever they come from: an exception, a worker, the database. What the book does not know
 * stays in English, and what people wrote stays as they wrote it.
 *
 * <p>A book is a text of pairs of lines, an English one and the other one below it; blank lines and
 * those that begin with {@code #} are passed by. See {@link EnglishPattern} and {@link Translation}
 * for what stands in them.
 */
public final class PhraseBook {
  /** Longer texts are no sentences. */
  private static final int LONGEST = 8_000;

  private final List<Translation> translations;
  private final Function<String, Optional<String>> labels;

  /**
   * @param labels of settings by name
   */
  PhraseBook(List<Translation> translations, Function<String, Optional<String>> labels) {
    this.translations =
        translations.stream()
            .sorted(Comparator.comparingInt(one -> -one.english().said()))
            .toList();
    this.labels = name -> labels.apply(name).map("“%s”"::formatted);
  }

  /** The book of a language, such as {@code zh}. */
  static PhraseBook of(String language, Function<String, Optional<String>> labels) {
    return new PhraseBook(pairs("/messages/sentences_" + language + ".txt"), labels);
  }

  static List<Translation> pairs(String resource) {
    try (InputStream in = PhraseBook.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + resource);
      }
      return pairs(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Translation> pairs(BufferedReader lines) {
    List<String> said =
        lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    List<Translation> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < said.size(); i += 2) {
      pairs.add(new Translation(new EnglishPattern(said.get(i)), said.get(i + 1)));
    }
    return pairs;
  }

  /** One sentence or several, as far as the book knows them. */
  public String say(String english) {
    return english.length() > LONGEST ? english : new Reading(translations, labels).say(english);
  }

  List<Translation> translations() {
    return translations;
  }
}
