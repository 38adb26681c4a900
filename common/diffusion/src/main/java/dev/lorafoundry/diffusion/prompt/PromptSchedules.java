package dev.lorafoundry.diffusion.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the webui would change from step to step or combine, and what is plain text here:
 * {@code [from:to:0.5]}, {@code [one|other]} and {@code AND}.
 */
public final class PromptSchedules {
  private static final Pattern WHEN = Pattern.compile(".*:\\s*\\d*\\.?\\d+\\s*", Pattern.DOTALL);
  private static final Pattern AND = Pattern.compile("\\bAND\\b");

  private PromptSchedules() {}

  /** These parts of a prompt as written, the outermost ones only, in their order. */
  public static List<String> in(String prompt) {
    List<String> found = new ArrayList<>();
    brackets(prompt).stream()
        .filter(bracket -> isSchedule(prompt.substring(bracket.from + 1, bracket.to - 1)))
        .filter(bracket -> found.stream().noneMatch(it -> it.contains(bracket.in(prompt))))
        .forEach(bracket -> found.add(bracket.in(prompt)));
    Matcher and = AND.matcher(prompt);
    if (and.find()) {
      found.add(and.group());
    }
    return found;
  }

  /** Square brackets with what is between them. */
  private record Bracket(int from, int to) {
    String in(String prompt) {
      return prompt.substring(from, to);
    }
  }

  /** Pairs of square brackets that no backslash takes the meaning from, outer ones first. */
  private static List<Bracket> brackets(String prompt) {
    List<Bracket> pairs = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < prompt.length(); i++) {
      switch (prompt.charAt(i)) {
        case '\\' -> i++;
        case '[' -> open.push(i);
        case ']' -> {
          if (!open.isEmpty()) {
            pairs.add(new Bracket(open.pop(), i + 1));
          }
        }
        default -> {}
      }
    }
    pairs.sort((a, b) -> Integer.compare(a.from, b.from));
    return pairs;
  }

  private static boolean isSchedule(String content) {
    return content.contains("|") || WHEN.matcher(content).matches();
  }
}
