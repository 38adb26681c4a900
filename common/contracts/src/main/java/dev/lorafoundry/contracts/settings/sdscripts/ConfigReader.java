package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds options and their values in a configuration file, whose tables count as one. */
final class ConfigReader {
  private static final int DEEPEST = 10;

  private final Config config;
  private final Findings findings;
  private final List<Given> given = new ArrayList<>();

  private ConfigReader(Config config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  /**
   * @param command what a command says beside it
   */
  static List<Given> read(Config config, List<Given> command, Findings findings) {
    ConfigReader reader = new ConfigReader(config, findings);
    Map<String, ?> tables = config.tables();
    boolean dataset = DatasetConfig.isOne(tables);
    reader.table(dataset ? DatasetConfig.options(tables, command, findings) : tables, 0);
    return reader.given;
  }

  private void table(Map<?, ?> table, int depth) {
    if (depth > DEEPEST) {
      findings.problem(
          SdScripts.CONFIG,
          "",
          "The TOML has tables in tables more than %d times: write the options in one table."
              .formatted(DEEPEST));
      return;
    }
    table.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            table(inner, depth + 1);
          } else {
            option(String.valueOf(key), value);
          }
        });
  }

  private void option(String name, Object value) {
    Optional<Option> known = Options.ALL.ofFile(name);
    if (known.isEmpty()) {
      findings.unknown(SdScripts.CONFIG, name, config.at(name));
      return;
    }
    Option option = known.get();
    values(option, value)
        .ifPresentOrElse(
            values -> given.add(new Given(option, values, SdScripts.CONFIG, config.at(name))),
            () -> wrongType(option));
  }

  private Optional<List<String>> values(Option option, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(each -> each instanceof Map || each instanceof List)
          ? Optional.empty()
          : several(option, list.stream().map(String::valueOf).toList());
    }
    String text = String.valueOf(value);
    return switch (option.form()) {
      case FLAG -> flag(value);
      case LIST -> words(text);
      case VALUE -> Optional.of(List.of(text));
    };
  }

  /** sd-scripts takes what Python calls true, and a GUI writes 1 for it. */
  private static Optional<List<String>> flag(Object value) {
    if (value instanceof Boolean) {
      return Optional.of(List.of(value.toString()));
    }
    return switch (value instanceof Integer number ? number : -1) {
      case 0 -> Optional.of(List.of("false"));
      case 1 -> Optional.of(List.of("true"));
      default -> Optional.empty();
    };
  }

  private static Optional<List<String>> several(Option option, List<String> values) {
    return switch (option.form()) {
      case FLAG -> Optional.empty();
      case LIST -> Optional.of(values);
      case VALUE -> Optional.of(List.of(values.stream().collect(Collectors.joining(","))));
    };
  }

  private static Optional<List<String>> words(String text) {
    try {
      return Optional.of(WordSplitter.split(text).stream().map(Word::text).toList());
    } catch (UnreadableText e) {
      return Optional.empty();
    }
  }

  private void wrongType(Option option) {
    String allowed =
        switch (option.form()) {
          case FLAG -> "true or false";
          case LIST -> "a list of texts";
          case VALUE -> "one value";
        };
    findings.problem(
        SdScripts.CONFIG,
        option.name(),
        "%s (%s) has a value of another type: use %s."
            .formatted(option.name(), config.at(option.name()), allowed));
  }
}
