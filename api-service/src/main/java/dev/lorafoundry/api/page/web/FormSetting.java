package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.Setting;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting on a form that shows what is known of it: its field, and what stands below.
 *
 * @param field to fill in
 * @param allowed its range; absent: it has none, or shows all that is allowed
 * @param standard its default as the field would show it; several values with commas between them,
 *     lines of text on lines
 * @param shownDefault the same for people; absent: it is a longer text
 * @param sdScripts its name in sd-scripts; empty if it has none
 */
record FormSetting(
    String name,
    Field field,
    @Nullable Phrase allowed,
    String standard,
    @Nullable Phrase shownDefault,
    String sdScripts) {

  static FormSetting of(SettingDefinition definition, Field field, String standard) {
    return new FormSetting(
        definition.name(),
        field,
        allowed(definition),
        standard,
        field.kind() == Field.Kind.AREA ? null : shown(definition, standard),
        definition.rules().sdScripts());
  }

  /** The same setting with another field. */
  FormSetting with(Field other) {
    return new FormSetting(name, other, allowed, standard, shownDefault, sdScripts);
  }

  private static Phrase shown(SettingDefinition definition, String standard) {
    if (definition.type() == Boolean.class && !standard.isEmpty()) {
      return Phrase.of(standard.equals("true") ? "choice.on" : "choice.off");
    }
    return standard.isBlank() ? Phrase.of("choice.not-set") : Phrase.verbatim(standard);
  }

  private static @Nullable Phrase allowed(SettingDefinition definition) {
    if (!Number.class.isAssignableFrom(definition.type())) {
      return null;
    }
    Phrase range = Phrase.verbatim(interval(definition.rules()));
    boolean whole = definition.type() != Double.class;
    int multiple = definition.rules().multipleOf();
    if (multiple > 1) {
      return Phrase.of("setting.multiples", range, multiple);
    }
    return whole ? Phrase.of("setting.whole", range) : range;
  }

  /** In signs that people of every language read. */
  private static String interval(Setting rules) {
    List<String> bounds = new ArrayList<>();
    if (Double.isFinite(rules.above())) {
      bounds.add("> " + plain(rules.above()));
    }
    if (Double.isFinite(rules.min()) && Double.isFinite(rules.max())) {
      return plain(rules.min()) + " – " + plain(rules.max());
    }
    if (Double.isFinite(rules.min())) {
      bounds.add("≥ " + plain(rules.min()));
    }
    if (Double.isFinite(rules.max())) {
      bounds.add("≤ " + plain(rules.max()));
    }
    return String.join(", ", bounds);
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
