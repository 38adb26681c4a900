package dev.lorafoundry.api.page.web;

import dev.lorafoundry.contracts.settings.TrainingSettings;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The form that starts a run.
 *
 * @param first what most people set
 * @param more which checkpoints stay and which jobs go on, arguments of sd-scripts, then everything
 *     else, in the groups of the settings record
 */
record TrainView(
    VersionFrame version,
    Field preset,
    boolean noModels,
    List<Field> first,
    List<FieldGroup> more,
    List<Field> previewFirst,
    List<Field> previewMore,
    Field priority) {
  private static final List<String> FIRST =
      List.of(
          "optimizer", "learningRate", "epochs", "batchSize", "saveEveryEpochs", "rank", "alpha");
  private static final List<String> PREVIEW_FIRST =
      List.of("prompt", "negativePrompt", "width", "height", "loraWeights");

  private static final String START = "startFrom";
  private static final String VAE = "vae";

  TrainView {
    first = List.copyOf(first);
    more = List.copyOf(more);
    previewFirst = List.copyOf(previewFirst);
    previewMore = List.copyOf(previewMore);
  }

  /**
   * What there is to choose from.
   *
   * @param models base models
   * @param starts checkpoints to go on from
   * @param vaes that may take the place of the base model's
   */
  record Offered(List<Field.Option> models, List<Field.Option> starts, List<Field.Option> vaes) {
    Offered {
      models = List.copyOf(models);
      starts = List.copyOf(starts);
      vaes = List.copyOf(vaes);
    }
  }

  /** Name of the preset whose values are shown; empty: the defaults are. */
  public String presetName() {
    return preset.choices().stream()
        .filter(Field.Option::chosen)
        .map(Field.Option::value)
        .findFirst()
        .orElse("");
  }

  /**
   * The form with these training and preview settings.
   *
   * @param preset the field of the presets
   */
  static TrainView of(
      VersionFrame version,
      Field preset,
      Offered offered,
      Map<String, Field> training,
      Map<String, Field> preview) {
    List<Field> first = new ArrayList<>();
    first.add(
        Field.choice(
                "baseModel",
                Phrase.of("train.base-model"),
                offered.models(),
                Phrase.of("train.base-model-help"))
            .overWholeRow());
    first.addAll(only(training, FIRST));
    first.add(TogetherField.field());
    return new TrainView(
        version,
        preset,
        offered.models().isEmpty(),
        first,
        groups(withChoices(training, offered)),
        only(preview, PREVIEW_FIRST),
        preview.entrySet().stream()
            .filter(each -> !PREVIEW_FIRST.contains(each.getKey()))
            .map(Map.Entry::getValue)
            .toList(),
        priorities());
  }

  private static Map<String, Field> withChoices(Map<String, Field> training, Offered offered) {
    List<Field.Option> starts = offered.starts();
    Phrase about = Phrase.of(starts.isEmpty() ? "train.start-none" : "train.start-any");
    Phrase aboutVaes = Phrase.of(offered.vaes().isEmpty() ? "train.vae-none" : "train.vae-any");
    Map<String, Field> fields = new LinkedHashMap<>(training);
    fields.computeIfPresent(START, (name, field) -> field.ofAny(starts, about));
    fields.computeIfPresent(VAE, (name, field) -> field.ofAny(offered.vaes(), aboutVaes));
    return fields;
  }

  private static List<Field> only(Map<String, Field> fields, List<String> names) {
    return names.stream().map(name -> Objects.requireNonNull(fields.get(name), name)).toList();
  }

  private static List<FieldGroup> groups(Map<String, Field> fields) {
    Stream<FieldGroup> settings =
        Arrays.stream(TrainingSettings.class.getRecordComponents())
            .map(group -> new FieldGroup(label(group), others(group, fields)))
            .filter(group -> !group.fields().isEmpty());
    return Stream.concat(Stream.of(SelectionFields.group(), ArgumentFields.group()), settings)
        .toList();
  }

  private static Phrase label(RecordComponent group) {
    return Phrase.declared("group." + group.getName(), Words.label(group.getName()));
  }

  private static List<Field> others(RecordComponent group, Map<String, Field> fields) {
    return only(
        fields,
        Arrays.stream(group.getType().getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !FIRST.contains(name))
            .toList());
  }

  private static Field priorities() {
    return Field.choice(
        "priority",
        Phrase.of("train.priority"),
        List.of(
            new Field.Option("high", Phrase.of("train.priority-high"), false),
            new Field.Option("normal", Phrase.of("train.priority-normal"), true),
            new Field.Option("low", Phrase.of("train.priority-low"), false)),
        Phrase.of("train.priority-help"));
  }
}
