package dev.lorafoundry.diffusion;

import dev.lorafoundry.diffusion.tokenizer.ClipTokenizer;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A tokeniser whose vocabulary is as large as the fixtures' models want it. */
public final class Tokens {
  private static final int BYTES_AND_ENDS = 512;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private Tokens() {}

  public static ClipTokenizer sd1() {
    JsonNode model = Fixtures.json("sd1/model.json");
    int merges = model.path("bos").asInt() - BYTES_AND_ENDS;
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < merges; i++) {
      String first = LETTERS.substring(i / LETTERS.length(), i / LETTERS.length() + 1);
      String second = LETTERS.substring(i % LETTERS.length(), i % LETTERS.length() + 1);
      pairs.add(first + " " + second + "</w>");
    }
    return new ClipTokenizer(Vocabulary.ofMerges(pairs));
  }
}
