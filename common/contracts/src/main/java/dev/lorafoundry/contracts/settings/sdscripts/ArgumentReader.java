package dev.lorafoundry.contracts.settings.sdscripts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds options and their values in the words of a command. */
final class ArgumentReader {
  private static final List<String> SCRIPTS = List.of("train_network.py", Unnamed.SDXL_SCRIPT);

  private static final Pattern SCRIPT = Pattern.compile("[A-Za-z0-9_]{1,60}\\.py");

  private final List<Word> words;
  private final Findings findings;
  private final List<Given> given = new ArrayList<>();
  private int next;
  private Optional<String> script = Optional.empty();

  private ArgumentReader(List<Word> words, Findings findings) {
    this.words = words;
    this.findings = findings;
  }

  static Command read(String arguments, Findings findings) {
    try {
      return new ArgumentReader(WordSplitter.split(arguments), findings).command();
    } catch (UnreadableText e) {
      findings.problem(SdScripts.ARGUMENTS, "", String.valueOf(e.getMessage()));
      return Command.NONE;
    }
  }

  private Command command() {
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
    return new Command(given, script);
  }

  /** What stands before the options in a command that was copied as a whole. */
  private void skipCommand() {
    if (words.isEmpty() || words.get(0).isOption()) {
      return;
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).text().endsWith(".py")) {
        next = i + 1;
        String started = fileName(words.get(i));
        script = Optional.of(started);
        checkScript(started);
        return;
      }
    }
  }

  /** why: of a path of Windows without quotes, a shell's reading has no backslashes left. */
  private static String fileName(Word path) {
    return path.raw().replaceAll("[\"']", "").replaceFirst(".*[/\\\\]", "");
  }

  private void checkScript(String started) {
    if (SCRIPTS.contains(started)) {
      findings.note("The command before the options was left out.");
    } else {
      findings.problem(
          SdScripts.ARGUMENTS,
          "",
          "The command starts %s, not sd-scripts' %s: only LoRAs of Stable Diffusion 1, 2 and XL are trained here."
              .formatted(
                  SCRIPT.matcher(started).matches() ? started : "another program",
                  String.join(" or ", SCRIPTS)));
    }
  }

  private void option(Word word) {
    int equals = word.text().indexOf('=');
    String name = word.text().substring(2, equals < 0 ? word.text().length() : equals);
    Optional<String> inline =
        equals < 0 ? Optional.empty() : Optional.of(word.text().substring(equals + 1));
    Optional<Option> known = Options.ALL.ofCommand(name).or(() -> abbreviated(name, word));
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

  private Optional<Option> abbreviated(String name, Word word) {
    Optional<Option> meant = Options.ALL.abbreviated(name);
    meant.ifPresent(
        option ->
            findings.note(
                "--%s (%s) is taken for --%s, the only option that begins so, as in sd-scripts."
                    .formatted(name, word.at(), option.name())));
    return meant;
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
