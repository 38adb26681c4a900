package dev.lorafoundry.startermodel.making;

import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a vocabulary from words: the most frequent pair of symbols is merged until each word is
 * one symbol (Sennrich et al. 2016).
 */
final class BytePairs {
  private static final String END_OF_WORD = "</w>";

  private BytePairs() {}

  /**
   * @param words of ASCII letters
   */
  static Vocabulary learn(Collection<String> words) {
    List<List<String>> split = words.stream().map(BytePairs::symbols).toList();
    List<String> merges = new ArrayList<>();
    while (split.stream().anyMatch(word -> word.size() > 1)) {
      String pair = mostFrequent(split);
      merges.add(pair);
      split = split.stream().map(word -> merged(word, pair)).toList();
    }
    return Vocabulary.ofMerges(merges);
  }

  private static List<String> symbols(String word) {
    List<String> symbols = new ArrayList<>(List.of(word.split("")));
    symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + END_OF_WORD);
    return symbols;
  }

  private static String mostFrequent(List<List<String>> words) {
    Map<String, Integer> counts = new TreeMap<>();
    for (List<String> word : words) {
      for (int i = 0; i + 1 < word.size(); i++) {
        counts.merge(word.get(i) + " " + word.get(i + 1), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }

  private static List<String> merged(List<String> word, String pair) {
    List<String> merged = new ArrayList<>();
    int i = 0;
    while (i < word.size()) {
      boolean both = i + 1 < word.size() && pair.equals(word.get(i) + " " + word.get(i + 1));
      merged.add(both ? word.get(i) + word.get(i + 1) : word.get(i));
      i += both ? 2 : 1;
    }
    return merged;
  }
}
