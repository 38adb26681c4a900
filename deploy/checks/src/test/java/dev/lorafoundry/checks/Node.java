package dev.lorafoundry.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A place in a YAML document.
 *
 * @param where the way to it, for messages
 */
record Node(String where, @Nullable Object value) {

  /** All documents of a text; a key that stands twice is a mistake. */
  static List<Node> documents(String name, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(text);
    return StreamSupport.stream(documents.spliterator(), false)
        .filter(document -> document != null)
        .map(document -> new Node(name, document))
        .toList();
  }

  static Node document(String name, String text) {
    List<Node> documents = documents(name, text);
    if (documents.size() != 1) {
      throw new IllegalStateException(name + " holds " + documents.size() + " documents, not one");
    }
    return documents.get(0);
  }

  /** What lies there, key by key; numbers are positions in a list. */
  Node at(Object... keys) {
    Node node = this;
    for (Object key : keys) {
      Node from = node;
      node =
          from.find(key)
              .orElseThrow(() -> new NoSuchElementException("no " + key + " at " + from.where()));
    }
    return node;
  }

  Optional<Node> find(Object key) {
    String place = where + "/" + key;
    if (value instanceof Map<?, ?> map) {
      return map.containsKey(key) ? Optional.of(new Node(place, map.get(key))) : Optional.empty();
    }
    if (value instanceof List<?> list && key instanceof Integer index && index < list.size()) {
      return Optional.of(new Node(place, list.get(index)));
    }
    return Optional.empty();
  }

  /** The items of a list, or the values of a map. */
  List<Node> each() {
    List<Node> nodes = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        nodes.add(new Node(where + "/" + i, list.get(i)));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, child) -> nodes.add(new Node(where + "/" + key, child)));
    }
    return nodes;
  }

  List<String> keys() {
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The values of a map as texts. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> texts.put(String.valueOf(key), String.valueOf(each)));
    }
    return texts;
  }

  String text() {
    return String.valueOf(value);
  }

  int number() {
    if (value instanceof Integer number) {
      return number;
    }
    throw new IllegalStateException(where + " is " + value + ", not a whole number");
  }
}
