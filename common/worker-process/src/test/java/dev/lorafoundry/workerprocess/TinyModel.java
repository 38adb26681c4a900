package dev.lorafoundry.workerprocess;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Models of random numbers, small enough for tests, LoRAs for them and their vocabulary. */
public final class TinyModel {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final int MERGES = 486; // why: with bytes, ends and marks 1000, as the model wants

  private TinyModel() {}

  /** SD1's. */
  public static byte[] checkpoint() {
    return checkpoint(Family.SD1);
  }

  public static byte[] checkpoint(Family family) {
    try (InputStream in = new GZIPInputStream(resource(family, "model.safetensors.gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SD1's. */
  public static byte[] lora() {
    return lora(Family.SD1);
  }

  public static byte[] lora(Family family) {
    try (InputStream in = resource(family, "lora.safetensors")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a family's model predicts: SD2's predicts v. */
  public static PredictionType prediction(Family family) {
    return family == Family.SD2 ? PredictionType.V : PredictionType.EPSILON;
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

  private static InputStream resource(Family family, String name) {
    String path = "/fixtures/" + family.name().toLowerCase(Locale.ROOT) + "/" + name;
    return Objects.requireNonNull(TinyModel.class.getResourceAsStream(path), path);
  }
}
