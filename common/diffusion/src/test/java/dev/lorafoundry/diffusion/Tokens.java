package dev.lorafoundry.diffusion;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A tokeniser whose vocabulary is as large as the fixtures' models want it. */
public final class Tokens {
  private static final int BYTES_AND_ENDS = 512;
  private static final String SYMBOLS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private Tokens() {}

  public static ClipTokenizer sd1() {
    JsonNode model = Fixtures.json("sd1/model.json");
    int merges = model.path("bos").asInt() - BYTES_AND_ENDS;
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < merges; i++) {
      char first = SYMBOLS.charAt(i / SYMBOLS.length());
      char second = SYMBOLS.charAt(i % SYMBOLS.length());
      pairs.add(first + " " + second + "</w>");
    }
    return new ClipTokenizer(Vocabulary.ofMerges(pairs));
  }
}
