package dev.lorafoundry.diffusion.training;

import dev.lorafoundry.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that are always the same, in tables that stay: each different one once.
 *
 * @param rows of each picture of the dataset
 */
record FixedTexts(Map<String, Tensor> tables, List<Integer> rows) implements Texts {
  FixedTexts {
    tables = Map.copyOf(tables);
    rows = List.copyOf(rows);
  }

  /**
   * @param texts of each picture of the dataset
   * @param maker is closed, for it is not asked again
   */
  static FixedTexts of(List<String> texts, TextTables maker) {
    try (maker) {
      Map<String, Integer> known = new LinkedHashMap<>();
      List<Integer> rows = new ArrayList<>();
      for (String text : texts) {
        known.putIfAbsent(text, known.size());
        rows.add(known.getOrDefault(text, 0));
      }
      return new FixedTexts(maker.make(List.copyOf(known.keySet())), rows);
    }
  }

  @Override
  public Map<String, Batch.Rows> shown(long batch, List<Integer> pictures) {
    List<Integer> own = pictures.stream().map(rows::get).toList();
    Map<String, Batch.Rows> all = new LinkedHashMap<>();
    tables.forEach((name, table) -> all.put(name, new Batch.Rows(table, own)));
    return all;
  }

  @Override
  public void close() {
    tables.values().forEach(Tensor::close);
  }
}
