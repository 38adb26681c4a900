package dev.lorafoundry.diffusion.safetensors;

import dev.lorafoundry.tensor.DType;
import dev.lorafoundry.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a safetensors file says of itself, checked against the size of its data.
 *
 * @param metadata free text by name
 * @param entries tensors by name, in the order of the header
 */
record Header(Map<String, String> metadata, Map<String, Entry> entries) {
  private static final String METADATA = "__metadata__";
  private static final int MOST_DIMENSIONS = 8;
  private static final int MOST_TENSORS = 20_000;
  private static final long LARGEST_TENSOR = Integer.MAX_VALUE; // what can be mapped at once
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * @param begin first byte of the tensor in the data after the header
   */
  record Entry(DType type, Shape shape, long begin, long end) {}

  static Header parse(byte[] json, long dataBytes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    JsonNode root = read(json);
    if (root.size() > MOST_TENSORS) {
      throw new InvalidSafetensors(
          "the header names %d tensors: at most %d are read".formatted(root.size(), MOST_TENSORS));
    }
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(METADATA)) {
        metadata.putAll(metadata(field.getValue()));
      } else {
        entries.put(field.getKey(), entry(field.getKey(), field.getValue(), dataBytes));
      }
    }
    requireDisjoint(entries);
    return new Header(metadata, entries);
  }

  private static JsonNode read(byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (!root.isObject()) {
        throw new InvalidSafetensors("the header is not a JSON object");
      }
      return root;
    } catch (JacksonException e) {
      throw new InvalidSafetensors("the header is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, String> metadata(JsonNode node) {
    if (!node.isObject() && !node.isNull()) {
      throw new InvalidSafetensors("the header's %s is no JSON object".formatted(METADATA));
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isString()) {
        throw new InvalidSafetensors(
            "%s in the header's %s is no text".formatted(shown(field.getKey()), METADATA));
      }
      metadata.put(field.getKey(), field.getValue().asString());
    }
    return metadata;
  }

  private static Entry entry(String name, JsonNode node, long dataBytes) {
    DType type = type(name, node.path("dtype").asString(""));
    Shape shape = Shape.of(numbers(name, node, "shape"));
    long[] offsets = numbers(name, node, "data_offsets");
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
      throw new InvalidSafetensors(
          "tensor %s lies at %s, but the file has %d bytes of data: it is damaged or cut off"
              .formatted(shown(name), Arrays.toString(offsets), dataBytes));
    }
    requireSize(name, type, shape, offsets[1] - offsets[0]);
    if (offsets[1] - offsets[0] > LARGEST_TENSOR) {
      throw new InvalidSafetensors(
          "tensor %s of %s %s takes %d bytes: at most %d are read"
              .formatted(shown(name), type, shape, offsets[1] - offsets[0], LARGEST_TENSOR));
    }
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  private static void requireSize(String name, DType type, Shape shape, long bytes) {
    try {
      if (Math.multiplyExact(shape.elements(), type.bytes()) == bytes) {
        return;
      }
    } catch (ArithmeticException e) {
      throw new InvalidSafetensors("tensor %s is too large: %s".formatted(shown(name), shape), e);
    }
    throw new InvalidSafetensors(
        "tensor %s of %s %s takes %d bytes, which does not fit"
            .formatted(shown(name), type, shape, bytes));
  }

  private static DType type(String name, String given) {
    return Arrays.stream(DType.values())
        .filter(type -> type.name().equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidSafetensors(
                    "tensor %s is of type \"%s\": supported are %s"
                        .formatted(shown(name), shown(given), Arrays.toString(DType.values()))));
  }

  private static long[] numbers(String name, JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isArray() || array.size() > MOST_DIMENSIONS) {
      throw new InvalidSafetensors("tensor %s has no usable %s".formatted(shown(name), field));
    }
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = array.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        throw new InvalidSafetensors(
            "tensor %s has %s in its %s: whole numbers from 0 are allowed"
                .formatted(shown(name), shown(number.toString()), field));
      }
      numbers[i] = number.asLong();
    }
    return numbers;
  }

  private static void requireDisjoint(Map<String, Entry> entries) {
    List<Map.Entry<String, Entry>> byPlace = new ArrayList<>(entries.entrySet());
    byPlace.sort(Comparator.comparingLong(e -> e.getValue().begin()));
    for (int i = 1; i < byPlace.size(); i++) {
      if (byPlace.get(i).getValue().begin() < byPlace.get(i - 1).getValue().end()) {
        throw new InvalidSafetensors(
            "tensors %s and %s overlap"
                .formatted(shown(byPlace.get(i - 1).getKey()), shown(byPlace.get(i).getKey())));
      }
    }
  }

  /** Names come from outside: short enough to be shown. */
  private static String shown(String name) {
    return name.length() > 200 ? name.substring(0, 200) + "…" : name;
  }
}
