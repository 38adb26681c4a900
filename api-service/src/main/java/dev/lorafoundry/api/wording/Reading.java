package dev.lorafoundry.api.wording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one text is read: sentences that stand in a row are told apart where known ones end, and what
 * fills their holes is read in the same way. It gives up after so many tries, whatever people wrote
 * into a sentence.
 */
final class Reading {
  /** A sentence of the book has no more sentences than that in its holes and itself. */
  private static final int LONGEST = 8;

  private static final int MOST_PARTS = 60;
  private static final int MOST_TRIES = 1_500;

  private final List<Translation> translations;
  private final Function<String, Optional<String>> labels;
  private final Map<String, Optional<String>> known = new HashMap<>();
  private int tries;

  Reading(List<Translation> translations, Function<String, Optional<String>> labels) {
    this.translations = translations;
    this.labels = labels;
  }

  /** The text with all that is known of it said in the other language. */
  String say(String text) {
    return best(text).text();
  }

  /**
   * @param unknown how many characters of it stayed as they were
   */
  private record Said(String text, int unknown) {
    static final Said NOTHING = new Said("", 0);

    Said behind(String before) {
      return new Said(before + text, unknown);
    }

    /** Behind what stays in English. */
    Said behindUnknown(String before) {
      String gap = text.isEmpty() ? "" : " ";
      return new Said(before + gap + text, unknown + before.length());
    }
  }

  /**
   * The way to tell sentences apart that leaves least unknown; of equal ones that of the shortest.
   */
  private Said best(String text) {
    List<Integer> begins = begins(text);
    if (begins.size() > MOST_PARTS) {
      return new Said(text, text.length());
    }
    Said[] from = new Said[begins.size() + 1];
    from[begins.size()] = Said.NOTHING;
    for (int i = begins.size() - 1; i >= 0; i--) {
      from[i] = from[i + 1].behindUnknown(part(text, begins, i, i + 1));
      for (int j = i + 1; j <= Math.min(begins.size(), i + LONGEST); j++) {
        if (from[j].unknown() < from[i].unknown()) {
          Optional<String> said = known(part(text, begins, i, j));
          if (said.isPresent()) {
            from[i] = from[j].behind(said.get());
          }
        }
      }
    }
    return from[0];
  }

  /** Where sentences may begin. */
  private static List<Integer> begins(String text) {
    List<Integer> begins = new ArrayList<>(List.of(0));
    for (int i = 2; i < text.length(); i++) {
      if (text.charAt(i - 1) == ' ' && ".?!".indexOf(text.charAt(i - 2)) >= 0) {
        begins.add(i);
      }
    }
    return begins;
  }

  private static String part(String text, List<Integer> begins, int from, int to) {
    int end = to == begins.size() ? text.length() : begins.get(to);
    return text.substring(begins.get(from), end).strip();
  }

  /** One sentence, or a part of one that the book has by itself. */
  private Optional<String> known(String text) {
    Optional<String> before = known.get(text);
    if (before == null) {
      known.put(text, Optional.empty()); // why: nothing that holds itself goes round in circles
      before = tries++ < MOST_TRIES ? search(text) : Optional.empty();
      known.put(text, before);
    }
    return before;
  }

  private Optional<String> search(String text) {
    for (Translation each : translations) {
      Optional<List<String>> filled =
          each.english().read(text).flatMap(values -> fill(each, values));
      if (filled.isPresent()) {
        return filled.map(values -> each.say(values, labels));
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> fill(Translation translation, List<String> values) {
    List<String> filled = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      Optional<String> said =
          switch (translation.english().hole(i)) {
            case WORDS, PLURAL -> Optional.of(value);
            case SETTING -> Optional.of(labels.apply(value).orElse(value));
            case PHRASE -> whole(value);
            case TEXT ->
                Optional.of(translation.english().quotes(i) ? value : whole(value).orElse(value));
          };
      if (said.isEmpty()) {
        return Optional.empty();
      }
      filled.add(said.get());
    }
    return Optional.of(filled);
  }

  /** A text of which nothing is unknown. */
  private Optional<String> whole(String text) {
    Said said = best(text.strip());
    return said.unknown() == 0 && !text.isBlank() ? Optional.of(said.text()) : Optional.empty();
  }
}
