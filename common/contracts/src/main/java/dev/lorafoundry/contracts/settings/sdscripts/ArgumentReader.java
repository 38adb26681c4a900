package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds options and their values in the words of a command. */
final class ArgumentReader {
  private static final String SDXL_SCRIPT = "sdxl_train_network.py";
  private static final List<String> SCRIPTS = List.of("train_network.py", SDXL_SCRIPT);

  private static final Pattern SCRIPT = Pattern.compile("[A-Za-z0-9_]{1,60}\\.py");

  /** What sd-scripts takes for options that a command does not name, where settings differ. */
  private static final Map<String, String> DEFAULTS = defaults();

  private static final Set<String> CACHING = Set.of("cache_latents", "cache_latents_to_disk");

  private static final String MEANS_OF_AREAS =
      "The command does not name --resize_interpolation: sd-scripts then makes pictures smaller by"
          + " the means of areas. Set resizeMethod of the preparation to area to train as there.";

  private final List<Word> words;
  private final Findings findings;
  private final List<Given> given = new ArrayList<>();
  private int next;
  private boolean command;
  private boolean ofSdxl;

  private ArgumentReader(List<Word> words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("network_dim", "4");
    defaults.put("network_alpha", "1");
    defaults.put("optimizer_type", "AdamW");
    defaults.put("learning_rate", "2e-6");
    defaults.put("lr_scheduler", "constant");
    defaults.put("max_train_steps", "1600");
    defaults.put("mixed_precision", "no");
    defaults.put("save_precision", "float");
    return defaults;
  }

  static List<Given> read(String arguments, Findings findings) {
    try {
      return new ArgumentReader(WordSplitter.split(arguments), findings).options();
    } catch (UnreadableText e) {
      findings.problem(SdScripts.ARGUMENTS, "", String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private List<Given> options() {
    skipCommand();
    while (next < words.size()) {
      Word word = words.get(next++);
      if (word.isOption()) {
        option(word);
      } else {
        findings.problem(
            SdScripts.ARGUMENTS,
            "",
            "The word at %s belongs to no option: write --name value, with quotes around values that have spaces."
                .formatted(word.at()));
      }
    }
    if (command) {
      noteWhatIsNotNamed();
    }
    return given;
  }

  private void noteWhatIsNotNamed() {
    List<String> named = given.stream().map(each -> each.option().name()).toList();
    List<String> others =
        DEFAULTS.entrySet().stream()
            .filter(each -> !named.contains(each.getKey()))
            .filter(
                each ->
                    !each.getKey().equals("max_train_steps") || !named.contains("max_train_epochs"))
            .map(each -> "--%s %s".formatted(each.getKey(), each.getValue()))
            .toList();
    if (!others.isEmpty()) {
      findings.note(
          "Options that the command does not name stay as they are set here. sd-scripts takes %s for them: add these to train as there."
              .formatted(String.join(" ", others)));
    }
    if (named.stream().noneMatch(CACHING::contains)) {
      findings.note(Unsaid.SAMPLES.note());
    }
    if (!named.contains("resize_interpolation")) {
      findings.note(MEANS_OF_AREAS);
    }
    if (ofSdxl) {
      findings.note(Unsaid.PROJECTION.note());
      findings.note(Unsaid.CROPS.note());
    }
  }

  /** What stands before the options in a command that was copied as a whole. */
  private void skipCommand() {
    if (words.isEmpty() || words.get(0).isOption()) {
      return;
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).text().endsWith(".py")) {
        next = i + 1;
        command = true;
        checkScript(fileName(words.get(i)));
        return;
      }
    }
  }

  /** why: of a path of Windows without quotes, a shell's reading has no backslashes left. */
  private static String fileName(Word path) {
    return path.raw().replaceAll("[\"']", "").replaceFirst(".*[/\\\\]", "");
  }

  private void checkScript(String script) {
    if (SCRIPTS.contains(script)) {
      findings.note("The command before the options was left out.");
      ofSdxl = script.equals(SDXL_SCRIPT);
    } else {
      findings.problem(
          SdScripts.ARGUMENTS,
          "",
          "The command starts %s, not sd-scripts' %s: only LoRAs of Stable Diffusion 1, 2 and XL are trained here."
              .formatted(
                  SCRIPT.matcher(script).matches() ? script : "another program",
                  String.join(" or ", SCRIPTS)));
    }
  }

  private void option(Word word) {
    int equals = word.text().indexOf('=');
    String name = word.text().substring(2, equals < 0 ? word.text().length() : equals);
    Optional<String> inline =
        equals < 0 ? Optional.empty() : Optional.of(word.text().substring(equals + 1));
    Optional<Option> known = Options.ALL.ofCommand(name);
    if (known.isEmpty()) {
      findings.unknown(SdScripts.ARGUMENTS, name, word.at().toString());
      following();
      return;
    }
    values(known.get(), inline, word)
        .ifPresent(
            values ->
                given.add(
                    new Given(known.get(), values, SdScripts.ARGUMENTS, word.at().toString())));
  }

  private Optional<List<String>> values(Option option, Optional<String> inline, Word word) {
    return switch (option.form()) {
      case FLAG -> flag(option, inline.orElse("true"), word);
      case VALUE -> inline.or(this::one).map(List::of).or(() -> missing(option, word));
      case LIST -> {
        List<String> values = new ArrayList<>(inline.map(List::of).orElse(List.of()));
        values.addAll(following());
        yield values.isEmpty() ? missing(option, word) : Optional.of(values);
      }
    };
  }

  private Optional<List<String>> flag(Option option, String value, Word word) {
    String lower = value.strip().toLowerCase(java.util.Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return Optional.of(List.of(lower));
    }
    findings.problem(
        SdScripts.ARGUMENTS,
        option.name(),
        "--%s (%s) is a switch: give it without a value, or leave it out."
            .formatted(option.name(), word.at()));
    return Optional.empty();
  }

  private Optional<List<String>> missing(Option option, Word word) {
    findings.problem(
        SdScripts.ARGUMENTS,
        option.name(),
        "--%s (%s) has no value: give one behind it.".formatted(option.name(), word.at()));
    return Optional.empty();
  }

  private Optional<String> one() {
    return next < words.size() && !words.get(next).isOption()
        ? Optional.of(words.get(next++).text())
        : Optional.empty();
  }

  private List<String> following() {
    List<String> values = new ArrayList<>();
    for (Optional<String> value = one(); value.isPresent(); value = one()) {
      values.add(value.get());
    }
    return values;
  }
}
