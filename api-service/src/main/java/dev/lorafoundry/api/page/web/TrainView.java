package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.page.web.FieldGroup.Part;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that starts a run.
 *
 * @param purposes what each preset is for, by its name
 * @param first what most people set
 * @param groups everything else
 * @param previews whether checkpoints get previews
 * @param origin what it is filled in from; absent: from a preset, or with the defaults
 * @param last the version's last run, whose settings may be filled in; absent: there is none
 */
record TrainView(
    VersionFrame version,
    Field preset,
    List<Field.Option> purposes,
    Field model,
    List<FormSetting> first,
    Field together,
    List<FieldGroup> groups,
    boolean previews,
    List<FormSetting> previewFirst,
    List<FormSetting> previewMore,
    Field priority,
    @Nullable Origin origin,
    @Nullable Origin last) {
  private static final List<String> FIRST =
      List.of(
          "optimizer", "learningRate", "epochs", "batchSize", "saveEveryEpochs", "rank", "alpha");
  private static final List<String> PREVIEW_FIRST =
      List.of("prompt", "negativePrompt", "width", "height", "loraWeights");

  TrainView {
    purposes = List.copyOf(purposes);
    first = List.copyOf(first);
    groups = List.copyOf(groups);
    previewFirst = List.copyOf(previewFirst);
    previewMore = List.copyOf(previewMore);
  }

  /** Name of the preset whose values are shown; empty: none is. */
  public String presetName() {
    return preset.choices().stream()
        .filter(Field.Option::chosen)
        .map(Field.Option::value)
        .findFirst()
        .orElse("");
  }

  /** The field with the name of a preset to save. */
  public Field saveAs() {
    return Field.text(
        "preset-save-name",
        Phrase.of("train.preset-save-name"),
        "",
        Phrase.of("train.preset-save-help"));
  }

  /** Whether there is no base model that could be trained. */
  public boolean noModels() {
    return model.choices().isEmpty();
  }

  /**
   * The form filled in with what a request asks for; what it does not name is as by default.
   *
   * @param presets those that there are
   */
  static TrainView of(
      VersionFrame version,
      PresetChoices.Shown presets,
      Offered offered,
      RunRequest shown,
      @Nullable Origin origin,
      @Nullable Origin last) {
    Map<String, FormSetting> training = offered.in(training(shown));
    Map<String, FormSetting> preview = preview(shown);
    return new TrainView(
        version,
        presets.field(),
        presets.purposes(),
        offered.model(shown.baseModel()),
        only(training, FIRST),
        TogetherField.field(shown.zip()),
        groups(training, shown),
        shown.previewAfterTraining(),
        only(preview, PREVIEW_FIRST),
        preview.values().stream().filter(each -> !PREVIEW_FIRST.contains(each.name())).toList(),
        priorities(shown.priority()),
        origin,
        last);
  }

  private static Map<String, FormSetting> training(RunRequest shown) {
    Map<String, @Nullable Object> values = new HashMap<>(SettingsCatalogue.TRAINING.defaults());
    values.putAll(shown.settings());
    return SettingsFields.TRAINING.settings(values);
  }

  private static Map<String, FormSetting> preview(RunRequest shown) {
    Map<String, @Nullable Object> values = new HashMap<>(SettingsCatalogue.PREVIEW.defaults());
    values.putAll(shown.preview());
    return SettingsFields.PREVIEW.settings(values);
  }

  private static List<FormSetting> only(Map<String, FormSetting> settings, List<String> names) {
    return names.stream().map(name -> Objects.requireNonNull(settings.get(name), name)).toList();
  }

  private static List<FieldGroup> groups(Map<String, FormSetting> settings, RunRequest shown) {
    Stream<FieldGroup> ofSettings =
        Arrays.stream(FormGroup.values())
            .map(
                group ->
                    new FieldGroup(
                        group.id(),
                        group.label(),
                        group == FormGroup.VALIDATION
                            ? SelectionFields.fields(shown.keep(), shown.halving())
                            : List.of(),
                        parts(group, settings)));
    return Stream.concat(ofSettings, Stream.of(ArgumentFields.group())).toList();
  }

  private static List<Part> parts(FormGroup group, Map<String, FormSetting> settings) {
    List<Part> parts = new ArrayList<>();
    for (String declared : group.declared()) {
      List<String> names =
          FormGroup.settingsOf(declared).filter(name -> !FIRST.contains(name)).toList();
      boolean alone = group.declared().size() == 1;
      parts.add(new Part(alone ? null : label(declared), only(settings, names)));
    }
    return parts;
  }

  private static Phrase label(String declared) {
    return Phrase.declared("group." + declared, Words.label(declared));
  }

  private static Field priorities(@Nullable String chosen) {
    String shown = Objects.requireNonNullElse(chosen, "normal");
    return Field.choice(
        "priority",
        Phrase.of("train.priority"),
        Stream.of("high", "normal", "low")
            .map(
                each ->
                    new Field.Option(each, Phrase.of("train.priority." + each), each.equals(shown)))
            .toList(),
        Phrase.of("train.priority-help"));
  }
}
