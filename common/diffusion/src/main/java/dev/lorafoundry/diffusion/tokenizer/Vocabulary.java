package dev.lorafoundry.diffusion.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tokeniser knows: ids of symbols, and pairs of symbols that are merged, the most important
 * first.
 *
 * @param ids of all symbols, each its own from 0 on: those of bytes, of merged pairs and the two
 *     marks
 * @param merges pairs, joined by a space
 */
public record Vocabulary(Map<String, Integer> ids, List<String> merges) {
  static final String END_OF_WORD = "</w>";
  static final String START = "<|startoftext|>";
  static final String END = "<|endoftext|>";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int CLIP_MERGES = 49152 - 256 - 2;
  private static final int MOST_BYTES = 16 << 20; // CLIP's list has 3.2 MB
  private static final int MOST_SHOWN = 40;

  public Vocabulary {
    ids = Map.copyOf(ids);
    merges = List.copyOf(merges);
    requireSymbols(ids);
    requireDistinct(ids);
  }

  /** CLIP's layout: bytes, bytes at a word's end, merged pairs, the two marks. */
  public static Vocabulary ofMerges(List<String> merges) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    ByteAlphabet.inVocabularyOrder().forEach(symbol -> ids.put(symbol, ids.size()));
    ByteAlphabet.inVocabularyOrder().forEach(symbol -> ids.put(symbol + END_OF_WORD, ids.size()));
    merges.forEach(pair -> ids.put(pair.replace(" ", ""), ids.size()));
    ids.put(START, ids.size());
    ids.put(END, ids.size());
    return new Vocabulary(ids, merges);
  }

  /**
   * Reads OpenAI's packed list of merges, such as {@code bpe_simple_vocab_16e6.txt.gz}: a line with
   * the version, then a pair in each line, of which CLIP uses the first 48,894.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Vocabulary readMerges(InputStream packed) {
    String text = unpacked(packed);
    List<String> merges = text.lines().skip(1).limit(CLIP_MERGES).toList();
    for (String pair : merges) {
      if (!pair.matches("\\S+ \\S+")) {
        throw new IllegalArgumentException(
            "the file is no list of merges: '%s' is no pair of symbols".formatted(shown(pair)));
      }
    }
    if (merges.isEmpty()) {
      throw new IllegalArgumentException("the list of merges is empty");
    }
    return ofMerges(merges);
  }

  /**
   * Reads a {@code tokenizer.json} with a byte-pair model.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Vocabulary readJson(InputStream json) {
    JsonNode model = parse(json).path("model");
    Map<String, Integer> ids = new HashMap<>();
    model
        .path("vocab")
        .properties()
        .forEach(e -> ids.put(e.getKey(), id(e.getKey(), e.getValue())));
    List<String> merges = new ArrayList<>();
    model.path("merges").forEach(pair -> merges.add(merge(pair)));
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "the file is no tokenizer.json with a byte-pair model: it has no model.vocab");
    }
    return new Vocabulary(ids, merges);
  }

  /** A model with as many tokens as the largest id and one more knows every symbol. */
  public int largestId() {
    return Collections.max(ids.values());
  }

  /** The vocabulary as a {@code tokenizer.json}. */
  public String toJson() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("end_of_word_suffix", END_OF_WORD);
    Map<String, Integer> ordered = new LinkedHashMap<>();
    ids.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    model.put("vocab", ordered);
    model.put("merges", merges);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("model", model));
  }

  private static String unpacked(InputStream packed) {
    try (InputStream text = new GZIPInputStream(packed)) {
      byte[] bytes = text.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "the list of merges has more than the %d bytes that are allowed".formatted(MOST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("the list of merges is damaged or cut off", e);
    }
  }

  private static JsonNode parse(InputStream json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the vocabulary is not valid JSON", e);
    }
  }

  private static int id(String symbol, JsonNode value) {
    if (!value.isInt()) {
      throw new IllegalArgumentException(
          "the vocabulary gives '%s' the id %s: whole numbers from 0 are allowed"
              .formatted(shown(symbol), shown(value.toString())));
    }
    return value.asInt();
  }

  private static String merge(JsonNode pair) {
    if (pair.isString()) {
      return pair.asString();
    }
    if (pair.size() != 2 || !pair.path(0).isString() || !pair.path(1).isString()) {
      throw new IllegalArgumentException(
          "the merge %s is no pair of symbols".formatted(shown(pair.toString())));
    }
    return pair.path(0).asString() + " " + pair.path(1).asString();
  }

  /** Any text is made of these. */
  private static void requireSymbols(Map<String, Integer> ids) {
    List<String> needed = new ArrayList<>(List.of(START, END));
    for (String symbol : ByteAlphabet.inVocabularyOrder()) {
      needed.add(symbol);
      needed.add(symbol + END_OF_WORD);
    }
    for (String symbol : needed) {
      if (!ids.containsKey(symbol)) {
        throw new IllegalArgumentException("the vocabulary has no symbol '" + symbol + "'");
      }
    }
  }

  private static void requireDistinct(Map<String, Integer> ids) {
    Map<Integer, String> symbols = new HashMap<>();
    ids.forEach(
        (symbol, id) -> {
          if (id < 0) {
            throw new IllegalArgumentException(
                "the vocabulary gives '%s' the id %d: whole numbers from 0 are allowed"
                    .formatted(shown(symbol), id));
          }
          String other = symbols.put(id, symbol);
          if (other != null) {
            throw new IllegalArgumentException(
                "the vocabulary gives '%s' and '%s' the same id %d"
                    .formatted(shown(other), shown(symbol), id));
          }
        });
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), MOST_SHOWN));
  }

  int id(String symbol) {
    Integer id = ids.get(symbol);
    if (id == null) {
      throw new IllegalStateException("the vocabulary has no symbol '" + symbol + "'");
    }
    return id;
  }
}
