package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the table of options; its form is told at its top. */
final class OptionsFile {
  private Verdict verdict = Verdict.REFUSED;
  private String reason = "";
  private final List<Option> options = new ArrayList<>();

  private OptionsFile() {}

  static List<Option> read(String text) {
    OptionsFile file = new OptionsFile();
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> file.readLine(line));
    return file.options;
  }

  private void readLine(String line) {
    if (line.startsWith(" ")) {
      options.add(option(Arrays.asList(line.strip().split(" +"))));
    } else {
      int bar = line.indexOf('|');
      verdict = Verdict.valueOf(line.substring(0, bar).strip().toUpperCase(Locale.ROOT));
      reason = line.substring(bar + 1).strip();
    }
  }

  private Option option(List<String> words) {
    int harmless = words.indexOf("harmless");
    return new Option(
        words.get(0),
        form(words),
        verdict,
        reason,
        words.contains("of") ? words.get(words.indexOf("of") + 1) : "",
        words.contains("toml"),
        words.contains("off"),
        harmless < 0 ? List.of() : words.subList(harmless + 1, words.size()));
  }

  private static Option.Form form(List<String> words) {
    if (words.contains("flag")) {
      return Option.Form.FLAG;
    }
    return words.contains("list") ? Option.Form.LIST : Option.Form.VALUE;
  }
}
