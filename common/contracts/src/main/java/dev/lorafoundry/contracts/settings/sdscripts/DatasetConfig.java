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
 * taken, its folders are not: concepts are made by uploading. What it says nothing of is as the
 * command line says.
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

  /** What changes nothing of a caption that is one tag, as those of regularisation mostly are. */
  private static final Set<String> OF_TAGS =
      Set.of(
          "shuffle_caption",
          "keep_tokens",
          "keep_tokens_separator",
          "caption_separator",
          "secondary_separator");

  private final Map<String, Object> command = new LinkedHashMap<>();
  private final Findings findings;
  private final Map<String, Object> options = new LinkedHashMap<>();

  private DatasetConfig(List<Given> command, Findings findings) {
    command.forEach(each -> this.command.put(each.option().name(), value(each)));
    this.findings = findings;
  }

  private static Object value(Given given) {
    return given.option().form() == Option.Form.FLAG
        ? (Object) given.isOn()
        : String.join(",", given.values());
  }

  static boolean isOne(Map<String, ?> tables) {
    return tables.get("datasets") instanceof List<?>;
  }

  /**
   * The options that hold for the whole dataset, by the names that a command has for them.
   *
   * @param command what it says beside the file
   */
  static Map<String, Object> options(
      Map<String, ?> tables, List<Given> command, Findings findings) {
    List<Map<?, ?>> datasets = tables(tables.get("datasets"));
    if (datasets.size() > 1) {
      findings.problem(
          SdScripts.CONFIG,
          "",
          "The TOML describes %d datasets, but a version has one: make a version for each, and give the part of the TOML that belongs to it."
              .formatted(datasets.size()));
      return Map.of();
    }
    DatasetConfig config = new DatasetConfig(command, findings);
    tables.forEach(
        (name, value) -> {
          if (!name.equals("datasets")) {
            config.take(name, value);
          }
        });
    datasets.forEach(config::takeDataset);
    return config.options;
  }

  private void takeDataset(Map<?, ?> dataset) {
    List<Map<?, ?>> subsets = tables(dataset.get("subsets"));
    dataset.forEach(
        (name, value) -> {
          if (!name.equals("subsets")) {
            take(String.valueOf(name), value);
          }
        });
    refuse(
        subsets,
        "custom_attributes",
        "The TOML has a subset with custom_attributes, which can't be followed: remove them.");
    if (!subsets.isEmpty()) {
      findings.note(
          "Folders, class words and is_reg of the TOML's subsets were left out: make a concept of the version for each, one of regularisation where is_reg is true, and upload the pictures to it, with their captions.");
    }
    if (subsets.stream().anyMatch(subset -> subset.containsKey("conditioning_data_dir"))) {
      findings.note(
          "Left out: conditioning_data_dir of the TOML's subsets. Upload masks in a folder 'masks' of a zip file, each by the name of its picture.");
    }
    takeSubsets(subsets);
  }

  private void refuse(List<Map<?, ?>> subsets, String name, String message) {
    if (subsets.stream().map(subset -> subset.get(name)).anyMatch(DatasetConfig::says)) {
      findings.problem(SdScripts.CONFIG, name, message);
    }
  }

  private static boolean says(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || (value instanceof Map<?, ?> map && !map.isEmpty());
  }

  /** What subsets say holds for the whole dataset where it is the same for all of them. */
  private void takeSubsets(List<Map<?, ?>> subsets) {
    Set<String> names =
        subsets.stream()
            .flatMap(subset -> subset.keySet().stream())
            .map(String::valueOf)
            .filter(name -> !OF_FOLDERS.contains(name))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<Map<?, ?>> trained =
        subsets.stream().filter(subset -> !Boolean.TRUE.equals(subset.get("is_reg"))).toList();
    Set<String> ofTrained = new LinkedHashSet<>(names);
    ofTrained.removeIf(name -> !isOfTrained(name, subsets, trained));
    names.removeAll(ofTrained);
    names.forEach(name -> takeOfAll(name, subsets));
    ofTrained.forEach(name -> takeOne(name, own(name, trained)));
    if (!ofTrained.isEmpty()) {
      findings.note(
          "The TOML's subsets with is_reg differ from the others in %s: what the others say holds for all pictures, which is the same there unless captions of regularisation pictures have several tags."
              .formatted(String.join(", ", ofTrained)));
    }
  }

  private boolean isOfTrained(String name, List<Map<?, ?>> subsets, List<Map<?, ?>> trained) {
    return OF_TAGS.contains(name)
        && !trained.isEmpty()
        && !isAgreed(name, subsets)
        && isAgreed(name, trained);
  }

  private void takeOfAll(String name, List<Map<?, ?>> subsets) {
    if (isAgreed(name, subsets)) {
      takeOne(name, own(name, subsets));
    } else if (Bindings.ALL.of(ofCommand(name)).isEmpty()) {
      takeOne(name, values(name, subsets));
    } else if (name.equals(REPEATS)) {
      options.remove(ofCommand(name));
      findings.note(
          "Left out: num_repeats of the TOML's subsets, which differ in it: give each concept its own repeats.");
    } else {
      findings.problem(SdScripts.CONFIG, name, differing(name, subsets));
    }
  }

  private boolean isAgreed(String name, List<Map<?, ?>> subsets) {
    return values(name, subsets).stream().map(value -> meaning(name, value)).distinct().count()
        <= 1;
  }

  /** What holds for each subset: its own value, the dataset's or the command's; null for none. */
  private List<@Nullable Object> values(String name, List<Map<?, ?>> subsets) {
    Object common = options.getOrDefault(ofCommand(name), command.get(ofCommand(name)));
    List<@Nullable Object> values = new ArrayList<>();
    subsets.forEach(each -> values.add(each.containsKey(name) ? each.get(name) : common));
    return values;
  }

  /** Equal for values that mean the same; empty for those that mean the same as none. */
  private static String meaning(String name, @Nullable Object value) {
    if (value == null || value.equals(false)) {
      return "";
    }
    String text = value.toString();
    boolean harmless =
        Options.ALL.find(ofCommand(name)).filter(option -> option.isHarmless(text)).isPresent();
    return harmless
        ? ""
        : PythonNumber.of(text).map(number -> number.stripTrailingZeros().toString()).orElse(text);
  }

  private static List<@Nullable Object> own(String name, List<Map<?, ?>> subsets) {
    List<@Nullable Object> values = new ArrayList<>();
    subsets.forEach(each -> values.add(each.get(name)));
    return values;
  }

  /** Takes the first that changes something, or else the first. */
  private void takeOne(String name, List<@Nullable Object> values) {
    Optional<Object> one =
        values.stream()
            .filter(value -> !meaning(name, value).isEmpty())
            .findFirst()
            .or(() -> values.stream().filter(Objects::nonNull).findFirst());
    one.ifPresent(value -> take(name, value));
  }

  private String differing(String name, List<Map<?, ?>> subsets) {
    String each =
        values(name, subsets).stream()
            .map(value -> value == null ? "absent" : SettingProblem.shown(value.toString()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "The TOML's subsets differ in %s (%s), but a version has one value for all pictures: give it once in [general], or the same in every subset."
        .formatted(name, each);
  }

  private static String ofCommand(String name) {
    return OTHER_NAMES.getOrDefault(name, name);
  }

  private void take(String name, Object value) {
    if (OF_FOLDERS.contains(name)) {
      return;
    }
    if (value instanceof Map<?, ?> table) {
      table.forEach((inner, each) -> take(String.valueOf(inner), each));
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
