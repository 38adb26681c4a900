package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.loratask.LoraTaskForm;
import dev.lorafoundry.api.loratask.LoraTaskForm.SourceForm;
import dev.lorafoundry.api.rest.RequestRefused;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The posted form of a LoRA task: what it asks for, and where on it problems are told. */
final class LoraForm {
  /** why: the page shows other things with fields too */
  static final String PREFIX = "lora-";

  /** In each row one checkpoint, or none. */
  static final String SOURCE = PREFIX + "source";

  private static final String WEIGHT = PREFIX + "weight";
  private static final String NAME = "name";
  private static final String KIND = "kind";
  private static final String SOURCES = "sources";

  private LoraForm() {}

  /** Fields before the sources. */
  static List<Field> first() {
    return List.of(
        SettingsFields.LORA_TASK.fields().get(KIND),
        Field.text(PREFIX + NAME, Phrase.of("loras.name"), "", Phrase.of("loras.name-help")));
  }

  /** Fields behind the sources. */
  static List<Field> more() {
    return SettingsFields.LORA_TASK.fields().entrySet().stream()
        .filter(each -> !each.getKey().equals(KIND))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * @throws RequestRefused if it chose what the form does not offer
   */
  static LoraTaskForm request(MultiValueMap<String, String> form) {
    Map<String, @Nullable Object> settings =
        new LinkedHashMap<>(SettingsFields.LORA_TASK.posted(form));
    Object kind = settings.remove(KIND);
    return new LoraTaskForm(
        kind == null ? null : kind.toString(),
        given(form.getFirst(PREFIX + NAME)),
        sources(form.getOrDefault(SOURCE, List.of()), form.getOrDefault(WEIGHT, List.of())),
        settings);
  }

  /** A problem for each field; of fields that have none, an empty one that clears the last. */
  static List<FieldProblem> problems(List<SettingProblem> found) {
    List<FieldProblem> problems = new ArrayList<>(SettingsFields.LORA_TASK.problems(found));
    problems.add(FieldProblem.of(PREFIX + NAME, Set.of(NAME), found));
    problems.add(FieldProblem.of(PREFIX + SOURCES, Set.of(SOURCES), found));
    return problems;
  }

  /** Rows that say nothing are passed over. */
  private static List<@Nullable SourceForm> sources(List<String> ids, List<String> weights) {
    List<@Nullable SourceForm> sources = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      UUID id = id(ids.get(i));
      String weight = i < weights.size() ? given(weights.get(i)) : null;
      if (id != null || weight != null) {
        sources.add(new SourceForm(id, weight));
      }
    }
    return sources;
  }

  private static @Nullable UUID id(String given) {
    try {
      return given.isEmpty() ? null : UUID.fromString(given);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.badRequest(
          "'%s' is no id of a checkpoint: choose one of those that are offered."
              .formatted(SettingProblem.shown(given)));
    }
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
