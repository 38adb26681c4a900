package dev.lorafoundry.api.page.web;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * Something to be said in the reader's language.
 *
 * @param key in the bundles of {@code messages}
 * @param values for its places; phrases among them are said in the same language
 */
record Phrase(String key, List<Object> values) implements MessageSourceResolvable {
  Phrase {
    values = List.copyOf(values);
  }

  static Phrase of(String key, Object... values) {
    return new Phrase(key, List.of(values));
  }

  @Override
  public String[] getCodes() {
    return new String[] {key};
  }

  @Override
  public Object[] getArguments() {
    return values.toArray();
  }
}
