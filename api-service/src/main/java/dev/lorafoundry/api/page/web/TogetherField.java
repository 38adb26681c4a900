package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The field with the settings that go together. People write a setting as its name or as its label,
 * commas between those of a group, semicolons between groups.
 */
final class TogetherField {
  static final String NAME = "zip";

  private static final ResourceBundle.Control NO_OTHER =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** Names of settings by what they may be written as in any language, in small letters. */
  private static final Map<String, String> NAMES = names();

  private TogetherField() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Locale locale : Languages.SPOKEN) {
      ResourceBundle said = ResourceBundle.getBundle("messages/settings", locale, NO_OTHER);
      for (SettingDefinition definition : SettingsCatalogue.TRAINING.definitions()) {
        String name = definition.name();
        names.put(label(name, said).toLowerCase(Locale.ROOT), name);
        names.put(name.toLowerCase(Locale.ROOT), name);
      }
    }
    return Map.copyOf(names);
  }

  private static String label(String name, ResourceBundle said) {
    String key = SettingsFields.TRAINING.label(name).key();
    return said.containsKey(key) ? said.getString(key) : Words.label(name);
  }

  static Field field(List<List<String>> groups) {
    String shown =
        groups.stream().map(group -> String.join(", ", group)).collect(Collectors.joining("; "));
    return Field.text(NAME, Phrase.of("train.together"), shown, Phrase.of("train.together-help"))
        .overWholeRow();
  }

  /** Groups of names; what is no setting stays as it was written. */
  static List<List<String>> posted(@Nullable String text) {
    return text == null
        ? List.of()
        : parts(text, "[;；]").stream()
            .map(group -> parts(group, "[,，]").stream().map(TogetherField::name).toList())
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
