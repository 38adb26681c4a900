package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.OptimiserType;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives the values of one option to the settings that take it. */
final class Assignment {
  /** Values that have another name here, in small letters. */
  private static final Map<String, Map<String, String>> SPELLED =
      Map.of("mixed_precision", Map.of("no", "fp32"), "network_args.algo", Map.of("locon", "LoRA"));

  /** Second values behind those of settings: what the training takes, and nothing else. */
  private static final Map<String, BigDecimal> FIXED_SECOND =
      Map.of("epsilon", new BigDecimal("0.001"));

  private final Given given;

  /** The option, or the row of its key. */
  private final Option option;

  private final String shown;
  private final Collected collected;
  private final Findings findings;

  Assignment(Given given, Option option, String shown, Collected collected, Findings findings) {
    this.given = given;
    this.option = option;
    this.shown = shown;
    this.collected = collected;
    this.findings = findings;
  }

  void assign(List<Target> targets, List<String> values) {
    Map<Part, List<Target>> parts = targets.stream().collect(Collectors.groupingBy(Target::part));
    parts.values().forEach(each -> assignPart(each, values));
    List<Target> ofPictures = parts.getOrDefault(Part.PREPARATION, List.of());
    if (!ofPictures.isEmpty()) {
      findings.note(
          "%s belongs to the preparation of the pictures (%s): a run trains them as they were prepared."
              .formatted(shown, names(ofPictures)));
    }
  }

  private void assignPart(List<Target> targets, List<String> values) {
    if (targets.size() == 1) {
      assignOne(targets.get(0), values);
      return;
    }
    List<String> parts = values.size() == 1 ? split(values.get(0)) : values;
    if (option.name().equals("resolution") && parts.size() == 1) {
      parts = Collections.nCopies(targets.size(), parts.get(0));
    }
    if (parts.size() == 1 || parts.size() > targets.size()) {
      problem("it sets %s: give a value for each, with commas.".formatted(names(targets)));
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      put(targets.get(i), parts.get(i));
    }
  }

  private void assignOne(Target target, List<String> values) {
    SettingDefinition definition = target.definition();
    if (definition.list()) {
      List<String> all = values.size() == 1 ? split(values.get(0)) : values;
      attempt(() -> set(target, all.stream().map(definition::parse).toList()));
    } else if (option.form() == Option.Form.FLAG && definition.type().isEnum()) {
      putFlag(target);
    } else if (definition.type() == String.class) {
      put(target, String.join(",", values));
    } else {
      noteDifferences(target, values);
      put(target, values.get(0));
    }
  }

  /** A switch that is one choice of a setting, such as network_train_unet_only. */
  private void putFlag(Target target) {
    if (!given.isOn()) {
      collected.putDefault(target);
      return;
    }
    String label =
        target.definition().choices().stream()
            .filter(choice -> option.name().endsWith(choice.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        target.name() + " has no choice for --" + option.name()));
    put(target, label);
  }

  private void noteDifferences(Target target, List<String> values) {
    BigDecimal second = FIXED_SECOND.get(target.name());
    if (second != null && values.size() > 1) {
      requireSecond(second, values.get(1));
    } else if (values.stream().distinct().count() > 1) {
      findings.note("%s: only the first of its values is used.".formatted(shown));
    }
    if (target.definition().type() == OptimiserType.class && OptimiserName.isPaged(values.get(0))) {
      findings.note(
          "%s: %s trains in its place, with the state on the device. The numbers are the same."
              .formatted(shown, OptimiserName.of(values.get(0))));
    }
  }

  private void requireSecond(BigDecimal fixed, String value) {
    if (PythonNumber.of(value).filter(number -> number.compareTo(fixed) == 0).isEmpty()) {
      problem(
          "its second value %s is not allowed: give %s, which is AdaFactor's own, or only the first."
              .formatted(value, fixed));
    }
  }

  private void put(Target target, String value) {
    SettingDefinition definition = target.definition();
    String text = spelled(definition, value);
    if (text.isEmpty() || isOff(definition, text)) {
      clear(target);
    } else if (PythonNumber.isZero(text) && Alphas.isOne(target)) {
      set(target, Alphas.OF_ITS_RANK);
    } else {
      attempt(() -> set(target, definition.parse(text)));
    }
  }

  /** Of two switches for one setting either will do; other values of two options contradict. */
  private void set(Target target, Object value) {
    Optional<String> other = collected.setterOfOther(target, value);
    boolean again = other.filter(shown::equals).isPresent();
    if (again) {
      findings.note("%s twice: the latter holds.".formatted(shown));
    }
    if (other.isEmpty() || again) {
      collected.put(target, value, shown);
    } else if (value instanceof Boolean) {
      collected.put(target, true, shown);
    } else {
      problem("it contradicts %s: leave one of them out.".formatted(other.get()));
    }
  }

  private void clear(Target target) {
    if (target.definition().optional() || target.definition().type() == String.class) {
      set(target, "");
    } else {
      problem("%s needs a value.".formatted(target.name()));
    }
  }

  private boolean isOff(SettingDefinition definition, String text) {
    return option.offAtZero() && PythonNumber.isZero(text) && definition.optional();
  }

  private String spelled(SettingDefinition definition, String value) {
    if (definition.type() == String.class) {
      return value;
    }
    String text = value.strip();
    if (definition.type() == Boolean.class) {
      return text.toLowerCase(Locale.ROOT);
    }
    if (definition.type() == Double.class && text.endsWith("%")) {
      return share(text).orElse(text);
    }
    if (definition.type() == OptimiserType.class) {
      return OptimiserName.of(text);
    }
    return SPELLED
        .getOrDefault(option.name(), Map.of())
        .getOrDefault(text.toLowerCase(Locale.ROOT), text);
  }

  /** {@code 10%} as 0.1. */
  private static Optional<String> share(String text) {
    return PythonNumber.of(text.substring(0, text.length() - 1).strip())
        .map(percent -> percent.divide(BigDecimal.valueOf(100)))
        .filter(share -> share.compareTo(BigDecimal.ONE) < 0)
        .map(BigDecimal::toPlainString);
  }

  private void attempt(Runnable putting) {
    try {
      putting.run();
    } catch (InvalidSettings e) {
      problem(e.problems().get(0).message());
    }
  }

  private void problem(String message) {
    findings.problem(given.source(), given.option().name(), shown + ": " + message);
  }

  private static List<String> split(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).toList();
  }

  private static String names(List<Target> targets) {
    return targets.stream().map(Target::name).collect(Collectors.joining(" and "));
  }
}
