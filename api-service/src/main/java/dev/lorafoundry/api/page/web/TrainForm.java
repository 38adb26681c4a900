package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.contracts.VersionId;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.sdscripts.SdScripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The posted form of a run: what it asks for, and where on it problems are told. */
final class TrainForm {
  /** Fields that hold one part of a request under its own name. */
  private static final List<String> OTHERS =
      List.of(
          "baseModel",
          "priority",
          TogetherField.NAME,
          PresetChoices.NAME,
          SdScripts.ARGUMENTS,
          SdScripts.CONFIG);

  private static final String DATASET = "dataset";

  private TrainForm() {}

  /**
   * @throws dev.lorafoundry.api.rest.RequestRefused if it chose what the form does not offer
   */
  static RunRequest request(UUID version, MultiValueMap<String, String> form) {
    return new RunRequest(
        new VersionId(version),
        form.getFirst("baseModel"),
        SettingsFields.TRAINING.posted(form),
        SettingsFields.PREVIEW.posted(form),
        "true".equals(form.getFirst("previewAfterTraining")),
        form.getFirst("priority"),
        preset(form.getFirst(PresetChoices.NAME)),
        ArgumentFields.posted(form),
        TogetherField.posted(form.getFirst(TogetherField.NAME)),
        "true".equals(form.getFirst("skipTrained")),
        SelectionFields.keep(form),
        SelectionFields.halving(form));
  }

  private static @Nullable String preset(@Nullable String chosen) {
    return chosen == null || chosen.isEmpty() ? null : chosen;
  }

  /** A problem for each field; of fields that have none, an empty one that clears the last. */
  static List<FieldProblem> problems(List<SettingProblem> found) {
    List<FieldProblem> fields = new ArrayList<>(SettingsFields.TRAINING.problems(found));
    fields.addAll(SettingsFields.PREVIEW.problems(found));
    fields.addAll(SelectionFields.problems(found));
    for (String name : OTHERS) {
      fields.add(FieldProblem.of(name, Set.of(name), found));
    }
    return fields;
  }

  /**
   * The same problems in one list, each with the field where it is told too; empty: at none. Those
   * of the dataset name its page.
   */
  static List<FieldProblem> listed(List<SettingProblem> found) {
    return found.stream()
        .map(each -> new FieldProblem(fieldOf(each.setting()), each.message()))
        .toList();
  }

  private static String fieldOf(String part) {
    if (SettingsFields.TRAINING.has(part)) {
      return SettingsFields.TRAINING.field(part);
    }
    if (SettingsFields.PREVIEW.has(part)) {
      return SettingsFields.PREVIEW.field(part);
    }
    boolean own = OTHERS.contains(part) || part.equals(DATASET);
    return SelectionFields.fieldOf(part).orElse(own ? part : "");
  }
}
