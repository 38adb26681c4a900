package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a command into words as a shell does: quotes, backslashes, comments, and lines that go on
 * with a backslash, or as on Windows with {@code ^} or a backtick.
 */
final class WordSplitter {
  private static final Pattern GOES_ON =
      Pattern.compile("[\\\\^`][ \\t]*(\\r\\n|\\n|\\r)|\\\\[ \\t]*\\z");
  private static final String ESCAPED_IN_QUOTES = "\"\\$`\n";

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int next;
  private Position start = Position.FIRST;
  private int startIndex;

  /** A place that was asked for, from which later ones are counted. */
  private Position counted = Position.FIRST;

  private int countedTo;

  private WordSplitter(String text) {
    this.text = text;
  }

  /**
   * @throws UnreadableText if a quote is not closed
   */
  static List<Word> split(String text) {
    return new WordSplitter(text).words();
  }

  private List<Word> words() {
    while (next < text.length()) {
      step();
    }
    endWord();
    return words;
  }

  private void step() {
    char c = text.charAt(next);
    Matcher goesOn = GOES_ON.matcher(text).region(next, text.length());
    if (goesOn.lookingAt()) {
      next = goesOn.end();
    } else if (Character.isWhitespace(c)) {
      endWord();
      next++;
    } else if (c == '#' && !inWord) {
      skipLine();
    } else {
      beginWord();
      take(c);
    }
  }

  private void take(char c) {
    switch (c) {
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '\\' -> escaped();
      default -> {
        word.append(c);
        next++;
      }
    }
  }

  private void escaped() {
    next++;
    if (next < text.length()) {
      word.append(text.charAt(next++));
    }
  }

  private void singleQuoted() {
    int end = text.indexOf('\'', next + 1);
    if (end < 0) {
      throw unclosed(next);
    }
    word.append(text, next + 1, end);
    next = end + 1;
  }

  private void doubleQuoted() {
    int opened = next++;
    while (next < text.length() && text.charAt(next) != '"') {
      quotedCharacter();
    }
    if (next >= text.length()) {
      throw unclosed(opened);
    }
    next++;
  }

  private void quotedCharacter() {
    boolean escapes =
        text.charAt(next) == '\\'
            && next + 1 < text.length()
            && ESCAPED_IN_QUOTES.indexOf(text.charAt(next + 1)) >= 0;
    if (escapes) {
      next++;
    }
    if (!escapes || text.charAt(next) != '\n') {
      word.append(text.charAt(next));
    }
    next++;
  }

  private UnreadableText unclosed(int opened) {
    return new UnreadableText(
        "The quote %s at %s is not closed: close it, or remove it."
            .formatted(text.charAt(opened), at(opened)));
  }

  private Position at(int index) {
    counted =
        index < countedTo
            ? Position.FIRST.after(text, 0, index)
            : counted.after(text, countedTo, index);
    countedTo = index;
    return counted;
  }

  private void beginWord() {
    if (!inWord) {
      inWord = true;
      start = at(next);
      startIndex = next;
    }
  }

  private void endWord() {
    if (inWord) {
      words.add(new Word(word.toString(), text.substring(startIndex, next), start));
      word.setLength(0);
      inWord = false;
    }
  }

  private void skipLine() {
    while (next < text.length() && text.charAt(next) != '\n') {
      next++;
    }
  }
}
