package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field with the settings that go together. People write a setting as its name or as its label,
 * commas between those of a group, semicolons between groups.
 */
final class TogetherField {
  static final String NAME = "zip";

  /** Names of settings by what they may be written as, in small letters. */
  private static final Map<String, String> NAMES = names();

  private TogetherField() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (SettingDefinition definition : SettingsCatalogue.TRAINING.definitions()) {
      String name = definition.name();
      names.put(Words.label(name).toLowerCase(Locale.ROOT), name);
      names.put(name.toLowerCase(Locale.ROOT), name);
    }
    return Map.copyOf(names);
  }

  static Field field() {
    return Field.text(
            NAME,
            "Go together",
            "",
            "Settings whose values go together, the first with the first, instead of in all"
                + " combinations: “rank, alpha”. Several such groups with semicolons.")
        .overWholeRow();
  }

  /** Groups of names; what is no setting stays as it was written. */
  static List<List<String>> posted(@Nullable String text) {
    return text == null
        ? List.of()
        : parts(text, ";").stream()
            .map(group -> parts(group, ",").stream().map(TogetherField::name).toList())
            .toList();
  }

  private static List<String> parts(String text, String between) {
    return Arrays.stream(text.split(between, -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static String name(String written) {
    return NAMES.getOrDefault(written.toLowerCase(Locale.ROOT), written);
  }
}
