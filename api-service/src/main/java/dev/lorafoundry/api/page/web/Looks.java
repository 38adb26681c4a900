package dev.lorafoundry.api.page.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The looks of all pictures of a table, in the order of its columns. */
final class Looks {
  private final List<Look> ordered;
  private final Map<Look, Integer> columns = new HashMap<>();

  /**
   * Texts and samplers stand in the order in which they come, numbers by their size.
   *
   * @param looks each once
   */
  Looks(Collection<Look> looks) {
    Map<String, Integer> met = new HashMap<>();
    for (Look look : looks) {
      met.putIfAbsent(look.prompt(), met.size());
      met.putIfAbsent(look.negativePrompt(), met.size());
      met.putIfAbsent(look.sampler(), met.size());
    }
    Comparator<Look> byTexts =
        Comparator.comparing((Look look) -> met.getOrDefault(look.prompt(), 0))
            .thenComparing(look -> met.getOrDefault(look.negativePrompt(), 0));
    this.ordered =
        looks.stream()
            .sorted(
                byTexts
                    .thenComparing(Look::width)
                    .thenComparing(Look::height)
                    .thenComparing(Look::loraWeight)
                    .thenComparing(Look::cfgScale)
                    .thenComparing(look -> met.getOrDefault(look.sampler(), 0))
                    .thenComparing(Look::steps)
                    .thenComparing(Look::seed)
                    .thenComparing(Look::batchIndex))
            .toList();
    ordered.forEach(look -> columns.put(look, columns.size()));
  }

  int count() {
    return ordered.size();
  }

  List<Look> ordered() {
    return ordered;
  }

  /** Where pictures of this look stand; every look here has a column. */
  int columnOf(Look look) {
    Integer column = columns.get(look);
    if (column == null) {
      throw new IllegalStateException("no column for " + look);
    }
    return column;
  }

  boolean has(Look look) {
    return columns.containsKey(look);
  }

  /** What not all of them share. */
  List<Look.Part> differing() {
    return parts(true);
  }

  /** What all of them share. */
  List<Look.Part> common() {
    return parts(false);
  }

  private List<Look.Part> parts(boolean differing) {
    return ordered.isEmpty()
        ? List.of()
        : Arrays.stream(Look.Part.values())
            .filter(part -> differing == columnsByValue(part).size() > 1)
            .toList();
  }

  /** Numbers of the columns that have each value of a part. */
  Map<String, List<Integer>> columnsByValue(Look.Part part) {
    Map<String, List<Integer>> columns =
        part.isNumber()
            ? new TreeMap<>(Comparator.comparingDouble(Double::parseDouble))
            : new LinkedHashMap<>();
    ordered.forEach(
        look ->
            columns
                .computeIfAbsent(part.of(look), unknown -> new ArrayList<>())
                .add(columnOf(look)));
    return columns;
  }
}
