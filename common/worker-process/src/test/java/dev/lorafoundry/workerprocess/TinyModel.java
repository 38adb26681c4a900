package dev.lorafoundry.workerprocess;

import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** An SD1 model of random numbers, small enough for tests, a LoRA for it and a vocabulary. */
public final class TinyModel {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final int MERGES = 486; // why: with bytes, ends and marks 1000, as the model wants

  private TinyModel() {}

  public static byte[] checkpoint() {
    try (InputStream in = new GZIPInputStream(resource("model.safetensors.gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] lora() {
    try (InputStream in = resource("lora.safetensors")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] tokenizer() {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < MERGES; i++) {
      char first = LETTERS.charAt(i / LETTERS.length());
      char second = LETTERS.charAt(i % LETTERS.length());
      pairs.add(first + " " + second + "</w>");
    }
    return Vocabulary.ofMerges(pairs).toJson().getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        TinyModel.class.getResourceAsStream("/fixtures/sd1/" + name), name);
  }
}
