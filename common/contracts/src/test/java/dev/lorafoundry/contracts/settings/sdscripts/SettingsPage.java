package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes docs/settings.md from what the settings say of themselves. */
final class SettingsPage {
  private static final String BEGIN =
      """
      # Settings

      Every setting of training, preparation and previews, by the name that REST has for it. This page is written from the
      program: `mvn verify -pl common/contracts -am -Dtest=SettingsPageTest -Dsettings.rewrite=true`. The service tells the
      same at `/api/v1/settings/training`, `…/preparation` and `…/preview`, and good combinations at `/api/v1/presets`.

      A training setting may have several values, as a list or, but for lines of text, with commas: every combination
      becomes a job. Numbers may be ranges too: `4..16 step 4` is 4, 8, 12, 16, and `1e-5..1e-3 x10` is 0.00001, 0.0001,
      0.001. Where a setting may be absent, `none` among its values is a job without it. The columns "sd-scripts" and "original" name the same setting in sd-scripts and in
      sd-webui-train-tools. What a job's settings need of its GPU's memory is told before a run is started: see
      [Memory](memory.md).
      """;
  private static final String OPTIONS =
      """

      ## Options of sd-scripts

      A run may bring options of sd-scripts beside its settings: as text (`arguments`, a command line; what stands before
      the options is left out) or as TOML (`argumentsToml`, a configuration file or the description of a dataset). They
      override settings, and the command line overrides the TOML, unless that describes a dataset. What no option names keeps
      the run's own value, not sd-scripts' default. `POST /api/v1/settings/arguments` says what they mean without starting anything.

      | Option | What becomes of it |
      |---|---|
      """;
  private static final String TABLE =
      """
      | Setting | Default | Allowed | Meaning | sd-scripts | Original |
      |---|---|---|---|---|---|
      """;

  private final StringBuilder page = new StringBuilder(BEGIN);

  private SettingsPage() {}

  static String write() {
    SettingsPage page = new SettingsPage();
    page.training();
    page.flat("Preparation", SettingsCatalogue.PREPARATION);
    page.flat("Previews", SettingsCatalogue.PREVIEW);
    page.flat("LoRA tasks", SettingsCatalogue.LORA_TASK);
    page.options();
    return page.page.toString();
  }

  private void training() {
    page.append("\n## Training\n");
    for (RecordComponent group : TrainingSettings.class.getRecordComponents()) {
      String name = group.getName();
      page.append("\n### ")
          .append(name.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
          .append(name.substring(1))
          .append("\n\n");
      table(
          SettingDefinition.allOf(group.getType().asSubclass(Record.class)),
          SettingsCatalogue.TRAINING);
    }
  }

  private void flat(String title, SettingsCatalogue<?> catalogue) {
    page.append("\n## ").append(title).append("\n\n");
    table(catalogue.definitions(), catalogue);
  }

  private void table(List<SettingDefinition> definitions, SettingsCatalogue<?> catalogue) {
    Map<String, Object> defaults = catalogue.defaults();
    page.append(TABLE);
    for (SettingDefinition definition : definitions) {
      row(
          code(definition.name()),
          defaultOf(defaults.get(definition.name())),
          allowed(definition, catalogue),
          definition.rules().help(),
          code(definition.rules().sdScripts()),
          code(definition.rules().original()));
    }
  }

  private void options() {
    page.append(OPTIONS);
    Options.ALL.all().stream()
        .sorted(Comparator.comparing(Option::name))
        .forEach(option -> row(code(shown(option)), fate(option)));
  }

  private static String shown(Option option) {
    return "--" + option.name().replace('.', ' ');
  }

  private static String fate(Option option) {
    List<Target> targets = Bindings.ALL.of(option.name().replace('.', ' '));
    if (!targets.isEmpty()) {
      return targets.stream().map(SettingsPage::target).collect(Collectors.joining(" and "));
    }
    if (!Bindings.ALL.keys(option.name()).isEmpty()) {
      return "by its keys: "
          + Bindings.ALL.keys(option.name()).stream()
              .sorted()
              .map(SettingsPage::code)
              .collect(Collectors.joining(", "));
    }
    if (Translator.meaning(option.name()).isPresent()) {
      return "the same as " + code("--" + Translator.meaning(option.name()).orElseThrow());
    }
    return (option.verdict() == Verdict.PASSED ? "left out: " : "refused: ") + option.reason();
  }

  private static String target(Target target) {
    return code(target.name())
        + (target.part() == Part.TRAINING ? "" : " of the " + target.part().label());
  }

  private static String defaultOf(@Nullable Object value) {
    if (value == null || value.equals("")) {
      return "";
    }
    return value instanceof List<?> list
        ? list.stream()
            .map(SettingsPage::one)
            .map(SettingsPage::code)
            .collect(Collectors.joining(", "))
        : code(one(value));
  }

  private static String one(Object value) {
    if (value instanceof Choice choice) {
      return choice.label();
    }
    return value instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  private static String allowed(SettingDefinition definition, SettingsCatalogue<?> catalogue) {
    String unit = definition.rules().unit();
    String allowed =
        definition.type() == String.class
            ? "a text of at most %d characters%s"
                .formatted(
                    definition.rules().maxLength(),
                    definition.rules().oneLine() ? " on one line" : "")
            : definition.allowed();
    return (definition.list() ? "several, each " : "")
        + allowed
        + madeOf(definition, catalogue)
        + (unit.isEmpty() ? "" : ", in " + unit)
        + (definition.optional() ? "; may be absent" : "");
  }

  /** What a text that is not free is made of, as the refusal of another one says. */
  private static String madeOf(SettingDefinition definition, SettingsCatalogue<?> catalogue) {
    if (definition.type() != String.class || definition.list()) {
      return "";
    }
    try {
      catalogue.read(Map.of(definition.name(), "?"));
      return "";
    } catch (InvalidSettings e) {
      return e.problems().stream()
          .map(problem -> problem.message().replaceFirst("\\.$", ""))
          .filter(message -> message.startsWith(definition.name() + " ? is not allowed: use "))
          .map(message -> ": " + message.substring(message.indexOf(": use ") + ": use ".length()))
          .findFirst()
          .orElse("");
    }
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private void row(String... cells) {
    page.append("|");
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|").replace("<", "&lt;")).append(" |");
    }
    page.append('\n');
  }
}
