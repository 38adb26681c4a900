package dev.lorafoundry.contracts.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearestName {
  private static final int LONGEST = 60;

  private NearestName() {}

  /** The nearest of the candidates by edit distance, if it is near enough to be meant. */
  public static Optional<String> of(String given, Collection<String> candidates) {
    if (given.isEmpty() || given.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = simplified(given);
    return candidates.stream()
        .min(Comparator.comparingInt(each -> distance(plain, simplified(each))))
        .filter(each -> distance(plain, simplified(each)) <= Math.max(2, each.length() / 3));
  }

  private static String simplified(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", "");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
