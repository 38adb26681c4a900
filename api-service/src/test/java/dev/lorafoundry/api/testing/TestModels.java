package dev.lorafoundry.api.testing;

import dev.lorafoundry.diffusion.tokenizer.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Base models for tests of how they are registered: right names and shapes, and nothing learned.
 */
public final class TestModels {
  private static final int TOKENS = 1000;
  private static final int BYTES_AND_MARKS = 514;
  private static final int HALF = 2;
  private static final String VAE = "first_stage_model.";

  private TestModels() {}

  /**
   * A small SD1 model with a table of 1,000 tokens.
   *
   * @param seed models of other seeds have other hashes
   */
  public static byte[] sd1(long seed) {
    return safetensors(shapes(), seed);
  }

  /** The VAE of such a model, in a file of its own. */
  public static byte[] vae(long seed) {
    return safetensors(vaeShapes(), seed);
  }

  /** Names and shapes of that file. */
  public static Map<String, long[]> vaeShapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes()
        .forEach(
            (name, shape) -> {
              if (name.startsWith(VAE)) {
                shapes.put(name.substring(VAE.length()), shape);
              }
            });
    return shapes;
  }

  /** A vocabulary of 1,000 tokens. */
  public static byte[] tokenizer() {
    List<String> merges =
        IntStream.range(0, TOKENS - BYTES_AND_MARKS)
            .mapToObj(i -> (char) ('a' + i / 26) + " " + (char) ('a' + i % 26))
            .toList();
    return Vocabulary.ofMerges(merges).toJson().getBytes(StandardCharsets.UTF_8);
  }

  /** A safetensors file of zeros in half precision. */
  public static byte[] safetensors(Map<String, long[]> shapes, long seed) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", Map.of("seed", Long.toString(seed)));
    long end = 0;
    for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
      long bytes = HALF * LongStream.of(tensor.getValue()).reduce(1, (a, b) -> a * b);
      header.put(
          tensor.getKey(),
          Map.of(
              "dtype",
              "F16",
              "shape",
              tensor.getValue(),
              "data_offsets",
              List.of(end, end + bytes)));
      end += bytes;
    }
    byte[] json = new JsonMapper().writeValueAsBytes(header);
    return ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  /** Names and shapes of a small SD1 model. */
  public static Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    TestModels.class.getResourceAsStream("/models/sd1-shapes.txt")),
                StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        String[] parts = line.split(" ", -1);
        shapes.put(parts[0], shape(parts[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shapes;
  }

  private static long[] shape(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(",", -1)).mapToLong(Long::parseLong).toArray();
  }
}
