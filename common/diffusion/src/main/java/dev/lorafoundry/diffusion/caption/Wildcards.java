package dev.lorafoundry.diffusion.caption;

import dev.lorafoundry.diffusion.noise.Draws;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Braces of which one word is shown: {@code {a|b}}. Two braces at once stand for one. */
final class Wildcards {
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{|\\}\\}|\\{((?:[^}]++|\\}\\})++)\\}");

  private Wildcards() {}

  static String chosen(String caption, Draws draws) {
    return BRACES
        .matcher(caption)
        .replaceAll(found -> Matcher.quoteReplacement(chosen(found, draws)));
  }

  private static String chosen(MatchResult found, Draws draws) {
    String words = found.group(1);
    if (words == null) {
      return found.group().substring(1);
    }
    String[] each = words.split("\\|", -1);
    return each[draws.between(0, each.length)].replace("{{", "{").replace("}}", "}");
  }
}
