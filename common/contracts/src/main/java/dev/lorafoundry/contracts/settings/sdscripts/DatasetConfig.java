package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file that describes datasets, as sd-scripts' {@code --dataset_config} takes it. Its options are
 * taken, its folders are not: subsets are made by uploading.
 */
final class DatasetConfig {
  private static final Map<String, String> OTHER_NAMES =
      Map.of("batch_size", "train_batch_size", "num_repeats", "dataset_repeats");
  private static final Set<String> OF_FOLDERS =
      Set.of(
          "image_dir",
          "class_tokens",
          "metadata_file",
          "conditioning_data_dir",
          "custom_attributes",
          "is_reg");

  private DatasetConfig() {}

  static boolean isOne(Map<String, ?> tables) {
    return tables.get("datasets") instanceof List<?>;
  }

  /** The options that hold for the whole dataset, by the names that a command has for them. */
  static Map<String, Object> options(Map<String, ?> tables, Findings findings) {
    List<Map<?, ?>> datasets = tables(tables.get("datasets"));
    if (datasets.size() > 1) {
      findings.problem(
          SdScripts.CONFIG,
          "",
          "The TOML describes %d datasets, but a version has one: make a version for each, and give the part of the TOML that belongs to it."
              .formatted(datasets.size()));
      return Map.of();
    }
    Map<String, Object> options = new LinkedHashMap<>();
    tables.forEach(
        (name, value) -> {
          if (!name.equals("datasets")) {
            take(name, value, options);
          }
        });
    datasets.forEach(dataset -> takeDataset(dataset, options, findings));
    return options;
  }

  private static void takeDataset(
      Map<?, ?> dataset, Map<String, Object> options, Findings findings) {
    List<Map<?, ?>> subsets = tables(dataset.get("subsets"));
    dataset.forEach(
        (name, value) -> {
          if (!name.equals("subsets")) {
            take(String.valueOf(name), value, options);
          }
        });
    if (subsets.stream().anyMatch(subset -> Boolean.TRUE.equals(subset.get("is_reg")))) {
      findings.problem(
          SdScripts.CONFIG,
          "is_reg",
          "The TOML has a subset of regularisation pictures, which can't be trained with: remove it.");
    }
    if (!subsets.isEmpty()) {
      findings.note(
          "Folders and class words of the TOML's subsets were left out: upload the pictures to the version, with their captions.");
    }
    takeSubsets(subsets, options, findings);
  }

  /** Options of subsets hold for the whole dataset if all subsets agree on them. */
  private static void takeSubsets(
      List<Map<?, ?>> subsets, Map<String, Object> options, Findings findings) {
    Set<String> names =
        subsets.stream()
            .flatMap(subset -> subset.keySet().stream())
            .map(String::valueOf)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String name : names) {
      Object first = subsets.get(0).get(name);
      boolean agreed = subsets.stream().allMatch(each -> Objects.equals(each.get(name), first));
      if (agreed && first != null) {
        take(name, first, options);
      } else if (!OF_FOLDERS.contains(name)) {
        findings.note(
            "Left out: %s of the TOML's subsets. They differ in it, but a version has one value for all pictures."
                .formatted(
                    Options.ALL.find(OTHER_NAMES.getOrDefault(name, name)).isPresent()
                        ? name
                        : "an option"));
      }
    }
  }

  private static void take(String name, Object value, Map<String, Object> options) {
    if (value instanceof Map<?, ?> table) {
      table.forEach((inner, each) -> take(String.valueOf(inner), each, options));
    } else if (!OF_FOLDERS.contains(name)) {
      options.put(OTHER_NAMES.getOrDefault(name, name), value);
    }
  }

  private static List<Map<?, ?>> tables(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .<Map<?, ?>>map(each -> (Map<?, ?>) each)
            .toList()
        : List.of();
  }
}
