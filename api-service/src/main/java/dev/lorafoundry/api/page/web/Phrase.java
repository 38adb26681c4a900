package dev.lorafoundry.api.page.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * Something to be said in the reader's language.
 *
 * @param key in the bundles of {@code messages}
 * @param values for its places; phrases among them are said in the same language
 * @param english what is said where no bundle knows the key; absent: one has to
 */
record Phrase(String key, List<Object> values, @Nullable String english)
    implements MessageSourceResolvable {
  private static final String SENTENCE = "sentence";

  Phrase {
    values = List.copyOf(values);
  }

  static Phrase of(String key, Object... values) {
    return new Phrase(key, List.of(values), null);
  }

  /** What is the same in every language, such as a name. */
  static Phrase verbatim(String text) {
    return of("text", text);
  }

  /** What the service wrote in English for people, which its phrase book has in other languages. */
  static Phrase sentence(String english) {
    return new Phrase(SENTENCE, List.of(english), english);
  }

  boolean isSentence() {
    return key.equals(SENTENCE);
  }

  /** What the program declares in English elsewhere, so that bundles have the other languages. */
  static Phrase declared(String key, String english) {
    return new Phrase(key, List.of(), english);
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public Object[] getArguments() {
    return values.toArray();
  }

  @Override
  public @Nullable String getDefaultMessage() {
    return english;
  }
}
