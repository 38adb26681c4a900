package dev.lorafoundry.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** An SD1 model of random numbers, small enough for tests, and a vocabulary. */
final class TinyModel {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final int MERGES = 486; // why: with bytes, ends and marks 1000, as the model wants

  private TinyModel() {}

  static byte[] checkpoint() {
    try (InputStream file =
            Objects.requireNonNull(
                TinyModel.class.getResourceAsStream("/fixtures/sd1/model.safetensors.gz"));
        InputStream in = new GZIPInputStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] tokenizer() {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < MERGES; i++) {
      char first = LETTERS.charAt(i / LETTERS.length());
      char second = LETTERS.charAt(i % LETTERS.length());
      pairs.add(first + " " + second + "</w>");
    }
    return Vocabulary.ofMerges(pairs).toJson().getBytes(UTF_8);
  }
}
