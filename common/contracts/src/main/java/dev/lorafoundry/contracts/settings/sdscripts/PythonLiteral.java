package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;

/**
 * A value as Python writes it: a number, {@code True}, {@code None}, a text in quotes, or a tuple
 * or list of these. Said as texts that settings can read.
 *
 * @param words one for each element; of {@code None} the empty one
 * @param tuple whether it is a tuple or list, even one of a single element
 */
record PythonLiteral(List<String> words, boolean tuple) {
  PythonLiteral {
    words = List.copyOf(words);
  }

  /**
   * @throws UnreadableText if it is none of these
   */
  static PythonLiteral of(String text) {
    String plain = text.strip();
    boolean bracketed =
        (plain.startsWith("(") && plain.endsWith(")"))
            || (plain.startsWith("[") && plain.endsWith("]"));
    String inner = bracketed ? plain.substring(1, plain.length() - 1) : plain;
    List<String> parts = elements(inner);
    boolean tuple =
        parts.size() > 1 || plain.startsWith("[") || inner.stripTrailing().endsWith(",");
    return new PythonLiteral(parts.stream().map(PythonLiteral::scalar).toList(), tuple);
  }

  /** The elements between commas that are in no quotes; a last comma adds none. */
  private static List<String> elements(String text) {
    List<String> elements = new ArrayList<>();
    StringBuilder element = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && quote == 0) {
        elements.add(element.toString().strip());
        element.setLength(0);
        continue;
      }
      if (c == '\'' || c == '"') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      element.append(c);
    }
    if (!element.toString().isBlank() || elements.isEmpty()) {
      elements.add(element.toString().strip());
    }
    return elements;
  }

  private static String scalar(String text) {
    if (text.equals("True") || text.equals("False")) {
      return text.equals("True") ? "true" : "false";
    }
    if (text.equals("None")) {
      return "";
    }
    if (isQuoted(text)) {
      return text.substring(1, text.length() - 1);
    }
    return PythonNumber.of(text)
        .map(number -> text.replace("_", ""))
        .orElseThrow(
            () ->
                new UnreadableText(
                    "use a number, True, False, None, a text in quotes, or several of them with"
                        + " commas"));
  }

  private static boolean isQuoted(String text) {
    return text.length() >= 2
        && (text.charAt(0) == '\'' || text.charAt(0) == '"')
        && text.indexOf(text.charAt(0), 1) == text.length() - 1;
  }
}
