package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file that describes datasets, as sd-scripts' {@code --dataset_config} takes it. Its options are
 * taken, its folders are not: concepts are made by uploading.
 */
final class DatasetConfig {
  private static final String REPEATS = "num_repeats";
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
    refuse(
        subsets,
        "custom_attributes",
        "The TOML has a subset with custom_attributes, which can't be followed: remove them.",
        findings);
    if (!subsets.isEmpty()) {
      findings.note(
          "Folders, class words and is_reg of the TOML's subsets were left out: make a concept of the version for each, one of regularisation where is_reg is true, and upload the pictures to it, with their captions.");
    }
    if (subsets.stream().anyMatch(subset -> subset.containsKey("conditioning_data_dir"))) {
      findings.note(
          "Left out: conditioning_data_dir of the TOML's subsets. Upload masks in a folder 'masks' of a zip file, each by the name of its picture.");
    }
    takeSubsets(subsets, options, findings);
  }

  private static void refuse(
      List<Map<?, ?>> subsets, String name, String message, Findings findings) {
    if (subsets.stream().map(subset -> subset.get(name)).anyMatch(DatasetConfig::says)) {
      findings.problem(SdScripts.CONFIG, name, message);
    }
  }

  private static boolean says(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || (value instanceof Map<?, ?> map && !map.isEmpty());
  }

  /** What subsets say holds for the whole dataset where it is the same for all of them. */
  private static void takeSubsets(
      List<Map<?, ?>> subsets, Map<String, Object> options, Findings findings) {
    Set<String> names =
        subsets.stream()
            .flatMap(subset -> subset.keySet().stream())
            .map(String::valueOf)
            .filter(name -> !OF_FOLDERS.contains(name))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    names.forEach(name -> takeOfAll(name, values(name, subsets, options), options, findings));
  }

  /** What holds for each subset: its own value, or that of the dataset; null for none. */
  private static List<@Nullable Object> values(
      String name, List<Map<?, ?>> subsets, Map<String, Object> options) {
    Object common = options.get(ofCommand(name));
    List<@Nullable Object> values = new ArrayList<>();
    subsets.forEach(each -> values.add(each.containsKey(name) ? each.get(name) : common));
    return values;
  }

  private static void takeOfAll(
      String name, List<@Nullable Object> values, Map<String, Object> options, Findings findings) {
    Optional<Object> given =
        values.stream()
            .filter(value -> changes(name, value))
            .findFirst()
            .or(() -> values.stream().filter(Objects::nonNull).findFirst());
    boolean agreed =
        values.stream().noneMatch(value -> changes(name, value))
            || values.stream().allMatch(value -> Objects.equals(value, values.get(0)));
    if (agreed || Bindings.ALL.of(ofCommand(name)).isEmpty()) {
      given.ifPresent(value -> take(name, value, options));
    } else if (name.equals(REPEATS)) {
      options.remove(ofCommand(name));
      findings.note(
          "Left out: num_repeats of the TOML's subsets, which differ in it: give each concept its own repeats.");
    } else {
      findings.problem(SdScripts.CONFIG, name, differing(name, values));
    }
  }

  private static String differing(String name, List<@Nullable Object> values) {
    String each =
        values.stream()
            .map(value -> value == null ? "absent" : SettingProblem.shown(value.toString()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "The TOML's subsets differ in %s (%s), but a version has one value for all pictures: give it once in [general], or the same in every subset."
        .formatted(name, each);
  }

  private static boolean changes(String name, @Nullable Object value) {
    return value != null
        && !value.equals(false)
        && !option(name).filter(option -> option.isHarmless(value.toString())).isPresent();
  }

  private static Optional<Option> option(String name) {
    return Options.ALL.find(ofCommand(name));
  }

  private static String ofCommand(String name) {
    return OTHER_NAMES.getOrDefault(name, name);
  }

  private static void take(String name, Object value, Map<String, Object> options) {
    if (OF_FOLDERS.contains(name)) {
      return;
    }
    if (value instanceof Map<?, ?> table) {
      table.forEach((inner, each) -> take(String.valueOf(inner), each, options));
    } else {
      options.put(ofCommand(name), value);
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
