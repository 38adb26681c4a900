package dev.lorafoundry.api.wording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence as the service writes it, with holes: {@code {}} or one that is named as in {@link
 * Hole}. It is compared from left to right, once, so that no text takes long.
 */
final class EnglishPattern {
  private static final Pattern HOLE = Pattern.compile("\\{(|phrase|words|setting|plural)}");

  private final String written;

  /** What stands before, between and behind the holes: one more than these. */
  private final List<String> fixed = new ArrayList<>();

  private final List<Hole> holes = new ArrayList<>();

  EnglishPattern(String written) {
    this.written = written;
    Matcher found = HOLE.matcher(written);
    int from = 0;
    while (found.find()) {
      fixed.add(written.substring(from, found.start()));
      holes.add(Hole.written(found.group(1)));
      from = found.end();
    }
    fixed.add(written.substring(from));
    for (int i = 1; i < fixed.size() - 1; i++) {
      if (fixed.get(i).isEmpty()) {
        throw new IllegalStateException("two holes of \"" + written + "\" touch");
      }
    }
  }

  /** What stands between its holes. */
  List<String> fixed() {
    return List.copyOf(fixed);
  }

  int holes() {
    return holes.size();
  }

  Hole hole(int index) {
    return holes.get(index);
  }

  /** Whether what fills a hole is quoted: then it is somebody's own. */
  boolean quotes(int hole) {
    return fixed.get(hole).endsWith("'") && fixed.get(hole + 1).startsWith("'");
  }

  /** How many characters it says itself: the more, the less it is mistaken for another. */
  int said() {
    return fixed.stream().mapToInt(String::length).sum();
  }

  /** What fills the holes of a text that is this sentence. */
  Optional<List<String>> read(String text) {
    String last = fixed.get(holes.size());
    if (!text.startsWith(fixed.get(0)) || !text.endsWith(last) || text.length() < said()) {
      return Optional.empty();
    }
    if (holes.isEmpty()) {
      return text.length() == last.length() ? Optional.of(List.of()) : Optional.empty();
    }
    List<String> found = new ArrayList<>(holes.size());
    int end = text.length() - last.length();
    int from = fixed.get(0).length();
    for (int i = 0; i < holes.size(); i++) {
      boolean isLast = i == holes.size() - 1;
      int to = isLast ? end : text.indexOf(fixed.get(i + 1), from);
      if (to < from || to > end || !holes.get(i).mayHold(text.substring(from, to))) {
        return Optional.empty();
      }
      found.add(text.substring(from, to));
      from = to + fixed.get(i + 1).length();
    }
    return Optional.of(found);
  }

  @Override
  public String toString() {
    return written;
  }
}
