package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The field with the settings that go together. People write a setting as its name or as its label,
 * commas between those of a group, semicolons between groups.
 */
final class TogetherField {
  static final String NAME = "zip";

  private TogetherField() {}

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
    return SettingsCatalogue.TRAINING.definitions().stream()
        .map(SettingDefinition::name)
        .filter(
            name -> name.equalsIgnoreCase(written) || Words.label(name).equalsIgnoreCase(written))
        .findFirst()
        .orElse(written);
  }
}
