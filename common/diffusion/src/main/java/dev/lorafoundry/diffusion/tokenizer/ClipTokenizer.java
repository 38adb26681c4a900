package dev.lorafoundry.diffusion.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Text to ids as CLIP does it: repaired and lower-cased, split into words, numbers one digit at a
 * time, and signs, each merged pair by pair (Sennrich et al., Neural Machine Translation of Rare
 * Words with Subword Units, 2016). Safe for several threads.
 */
public final class ClipTokenizer {
  private static final Pattern PIECE =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}"
              + "|[^\\s\\p{L}\\p{N}]+");
  private static final int MOST_CACHED = 20_000;

  private final Vocabulary vocabulary;
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, List<Integer>> known = new ConcurrentHashMap<>();

  public ClipTokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    IntStream.range(0, vocabulary.merges().size())
        .forEach(rank -> ranks.put(vocabulary.merges().get(rank), rank));
  }

  /** Ids of a text, without the marks of start and end. */
  public List<Integer> encode(String text) {
    List<Integer> ids = new ArrayList<>();
    Matcher pieces = PIECE.matcher(TextRepair.repaired(text));
    while (pieces.find()) {
      ids.addAll(idsOf(pieces.group()));
    }
    return ids;
  }

  /** Id that begins every chunk. */
  public int start() {
    return vocabulary.id(Vocabulary.START);
  }

  /** Id that ends every chunk. */
  public int end() {
    return vocabulary.id(Vocabulary.END);
  }

  /** Number of symbols. */
  public int size() {
    return vocabulary.ids().size();
  }

  /** The largest of all ids, which a model must know. */
  public int largestId() {
    return vocabulary.largestId();
  }

  private List<Integer> idsOf(String piece) {
    List<Integer> ids = known.get(piece);
    if (ids == null) {
      ids = merged(piece).stream().map(vocabulary::id).toList();
      if (known.size() < MOST_CACHED) {
        known.put(piece, ids);
      }
    }
    return ids;
  }

  /** Symbols of a piece after all merges, the most important first. */
  private List<String> merged(String piece) {
    if (piece.equals(Vocabulary.START) || piece.equals(Vocabulary.END)) {
      return List.of(piece);
    }
    List<String> symbols = symbols(piece);
    for (int best = best(symbols); best < Integer.MAX_VALUE; best = best(symbols)) {
      symbols = apply(vocabulary.merges().get(best), symbols);
    }
    return symbols;
  }

  private static List<String> symbols(String piece) {
    List<String> symbols = new ArrayList<>();
    for (byte each : piece.getBytes(StandardCharsets.UTF_8)) {
      symbols.add(Character.toString(ByteAlphabet.symbol(each & 0xff)));
    }
    int last = symbols.size() - 1;
    symbols.set(last, symbols.get(last) + Vocabulary.END_OF_WORD);
    return symbols;
  }

  private int best(List<String> symbols) {
    int best = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < symbols.size(); i++) {
      String pair = symbols.get(i) + " " + symbols.get(i + 1);
      best = Math.min(best, ranks.getOrDefault(pair, Integer.MAX_VALUE));
    }
    return best;
  }

  private static List<String> apply(String pair, List<String> symbols) {
    List<String> merged = new ArrayList<>();
    int i = 0;
    while (i < symbols.size()) {
      boolean both =
          i + 1 < symbols.size() && pair.equals(symbols.get(i) + " " + symbols.get(i + 1));
      merged.add(both ? symbols.get(i) + symbols.get(i + 1) : symbols.get(i));
      i += both ? 2 : 1;
    }
    return merged;
  }
}
