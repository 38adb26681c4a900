package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.Choice;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Makes fields of a form of settings, and settings of a posted form. The catalogue says everything:
 * a new setting has its field without another line.
 */
final class SettingsFields {
  /** Training settings: each may have several values. */
  static final SettingsFields TRAINING =
      new SettingsFields("training", SettingsCatalogue.TRAINING, "", Values.SEVERAL);

  /** Preview settings, in a form that also holds training settings. */
  static final SettingsFields PREVIEW =
      new SettingsFields("preview", SettingsCatalogue.PREVIEW, "preview-", Values.AS_DECLARED);

  static final SettingsFields PREPARATION =
      new SettingsFields("preparation", SettingsCatalogue.PREPARATION, "", Values.AS_DECLARED);

  /** Settings of a LoRA task, on a page that shows others too. */
  static final SettingsFields LORA_TASK =
      new SettingsFields(
          "lora-task", SettingsCatalogue.LORA_TASK, LoraForm.PREFIX, Values.AS_DECLARED);

  private enum Values {
    SEVERAL,
    AS_DECLARED
  }

  private final String name;
  private final SettingsCatalogue<?> catalogue;
  private final String prefix;
  private final Values values;

  private SettingsFields(
      String name, SettingsCatalogue<?> catalogue, String prefix, Values values) {
    this.name = name;
    this.catalogue = catalogue;
    this.prefix = prefix;
    this.values = values;
  }

  /** Whether there is a setting of that name. */
  boolean has(String setting) {
    return catalogue.definitions().stream().anyMatch(each -> each.name().equals(setting));
  }

  /** The name of the field of a setting. */
  String field(String setting) {
    return prefix + setting;
  }

  /** Fields that show the defaults, in the catalogue's order. */
  Map<String, Field> fields() {
    return fields(catalogue.defaults());
  }

  /** Fields that show these values, in the catalogue's order, by the name of the setting. */
  Map<String, Field> fields(Map<String, ?> shown) {
    Map<String, Field> fields = new LinkedHashMap<>();
    catalogue
        .definitions()
        .forEach(each -> fields.put(each.name(), field(each, shown.get(each.name()))));
    return fields;
  }

  /** The same fields, each with what else is known of its setting. */
  Map<String, FormSetting> settings(Map<String, ?> shown) {
    Map<String, Object> defaults = catalogue.defaults();
    Map<String, Field> fields = fields(shown);
    Map<String, FormSetting> settings = new LinkedHashMap<>();
    for (SettingDefinition definition : catalogue.definitions()) {
      String name = definition.name();
      settings.put(
          name,
          FormSetting.of(
              definition,
              Objects.requireNonNull(fields.get(name), name),
              standard(definition, defaults.get(name))));
    }
    return settings;
  }

  private String standard(SettingDefinition definition, @Nullable Object value) {
    return kind(definition) == Field.Kind.LINES ? shown(Field.Kind.LINES, value) : text(value);
  }

  /** What a posted form holds, by the name of the setting; a setting without a value is empty. */
  Map<String, Object> posted(MultiValueMap<String, String> form) {
    Map<String, Object> posted = new LinkedHashMap<>();
    for (SettingDefinition definition : catalogue.definitions()) {
      List<String> given = form.getOrDefault(prefix + definition.name(), List.of());
      posted.put(
          definition.name(),
          given.size() > 1 ? given : written(definition, String.join("", given)));
    }
    return posted;
  }

  private Object written(SettingDefinition definition, String text) {
    if (kind(definition) != Field.Kind.LINES) {
      return text;
    }
    List<String> lines = withoutLastBreaks(text).lines().toList();
    return lines.size() > 1 ? lines : String.join("", lines);
  }

  /** Without the lines at the end that somebody went on to and left empty. */
  private static String withoutLastBreaks(String text) {
    int end = text.length();
    while (end > 0 && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** A problem for each field; of fields that have none, an empty one that clears the last. */
  List<FieldProblem> problems(List<SettingProblem> found) {
    return catalogue.definitions().stream()
        .map(SettingDefinition::name)
        .map(name -> FieldProblem.of(prefix + name, Set.of(name), found))
        .toList();
  }

  /** The label of a setting: its name in words. */
  Phrase label(String setting) {
    return Phrase.declared(name + "." + setting + ".label", Words.label(setting));
  }

  private Phrase help(SettingDefinition definition) {
    Phrase help =
        Phrase.declared(name + "." + definition.name() + ".help", definition.rules().help());
    return kind(definition) == Field.Kind.LINES ? Phrase.of("field.several-lines", help) : help;
  }

  private Field field(SettingDefinition definition, @Nullable Object value) {
    Field.Kind kind = kind(definition);
    return new Field(
        prefix + definition.name(),
        label(definition.name()),
        kind,
        shown(kind, value),
        choices(definition, value),
        unit(definition),
        definition.optional() ? Phrase.of("choice.not-set") : null,
        help(definition),
        "",
        kind == Field.Kind.AREA);
  }

  private static String shown(Field.Kind kind, @Nullable Object value) {
    return switch (kind) {
      case TEXT, AREA -> text(value);
      case LINES -> value == null ? "" : String.join("\n", written(value));
      case ONE, SEVERAL -> "";
    };
  }

  /** What a setting's values are counted in; absent: nothing that is not in its name. */
  static @Nullable Phrase unit(SettingDefinition definition) {
    String unit = definition.rules().unit();
    return unit.isEmpty() || unit.equals(definition.name())
        ? null
        : Phrase.declared("unit." + unit, unit);
  }

  private Field.Kind kind(SettingDefinition definition) {
    boolean several = values == Values.SEVERAL || definition.list();
    if (definition.type() == Boolean.class || !definition.choices().isEmpty()) {
      return several ? Field.Kind.SEVERAL : Field.Kind.ONE;
    }
    if (definition.type() != String.class) {
      return Field.Kind.TEXT;
    }
    if (definition.rules().oneLine()) {
      return several ? Field.Kind.LINES : Field.Kind.TEXT;
    }
    return Field.Kind.AREA;
  }

  private List<Field.Option> choices(SettingDefinition definition, @Nullable Object value) {
    List<Field.Option> choices = offered(definition, value);
    if (kind(definition) != Field.Kind.ONE || !definition.optional()) {
      return choices;
    }
    Field.Option none = new Field.Option("", Phrase.of("choice.not-set"), value == null);
    return Stream.concat(Stream.of(none), choices.stream()).toList();
  }

  private static List<Field.Option> offered(SettingDefinition definition, @Nullable Object value) {
    List<String> chosen = chosen(value);
    if (definition.type() == Boolean.class) {
      return List.of(
          new Field.Option("false", Phrase.of("choice.off"), chosen.contains("false")),
          new Field.Option("true", Phrase.of("choice.on"), chosen.contains("true")));
    }
    return definition.choices().stream()
        .map(
            label ->
                Field.Option.named(label, label, chosen.stream().anyMatch(label::equalsIgnoreCase)))
        .toList();
  }

  /** Values of a setting that has no commas of its own; they may stand in one text. */
  private static List<String> chosen(@Nullable Object value) {
    return Stream.ofNullable(value)
        .flatMap(given -> written(given).stream())
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .toList();
  }

  /** As people write it; several values with commas. */
  static String text(@Nullable Object value) {
    return Optional.ofNullable(value).map(each -> String.join(", ", written(each))).orElse("");
  }

  private static List<String> written(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(SettingsFields::one).toList();
    }
    return List.of(one(value));
  }

  private static String one(Object value) {
    if (value instanceof Choice choice) {
      return choice.label();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    return String.valueOf(value);
  }
}
