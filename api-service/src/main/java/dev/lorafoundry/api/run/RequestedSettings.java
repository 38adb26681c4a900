package dev.lorafoundry.api.run;

import dev.lorafoundry.api.dataset.DatasetSummary;
import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import dev.lorafoundry.contracts.settings.sdscripts.Translation;
import dev.lorafoundry.contracts.settings.sdscripts.Unsaid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a request, whatever they were written as: the preset is the base, settings
 * override it, arguments override both.
 */
final class RequestedSettings {
  private final Map<String, @Nullable Object> training = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> preview = new LinkedHashMap<>();
  private final Map<String, Object> preparation = new LinkedHashMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();
  private final List<SettingProblem> problems = new ArrayList<>();
  private final Optional<Preset> preset;
  private final boolean hasArguments;

  private RequestedSettings(RunRequest request, Presets presets) {
    preset = Optional.ofNullable(request.preset()).flatMap(name -> find(name, presets));
    preset.ifPresent(this::begin);
    override(training, request.settings());
    override(preview, request.preview());
    hasArguments = !request.arguments().isEmpty();
    override(request.arguments().translate());
  }

  static RequestedSettings of(RunRequest request, Presets presets) {
    return new RequestedSettings(request, presets);
  }

  private Optional<Preset> find(String name, Presets presets) {
    try {
      return Optional.of(presets.named(name));
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void begin(Preset base) {
    training.putAll(base.settings());
    preview.putAll(base.preview());
    preparation.putAll(base.preparation());
  }

  private void override(Translation translation) {
    translation.training().forEach(this::noteLostAxis);
    override(training, asSingleValues(translation.training()));
    override(preview, translation.preview());
    preparation.putAll(translation.preparation());
    leftOut.addAll(translation.leftOut());
    notes.addAll(translation.notes());
    problems.addAll(translation.problems());
  }

  /** What comes later stands later, so that the order of a grid is as its author wrote it. */
  private static void override(
      Map<String, @Nullable Object> settings, Map<String, ? extends @Nullable Object> by) {
    by.forEach(
        (name, value) -> {
          settings.remove(name);
          settings.put(name, value);
        });
  }

  private void noteLostAxis(String name, Object value) {
    if (written(name, training.get(name)) > 1) {
      notes.add("%s is %s as the arguments say, in all jobs.".formatted(name, value));
    }
  }

  /** why: a grid takes a text with commas for several values, and arguments have one each. */
  private static Map<String, Object> asSingleValues(Map<String, Object> settings) {
    Map<String, Object> single = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> single.put(name, written(name, value) > 1 ? List.of(value) : value));
    return single;
  }

  private static int written(String name, @Nullable Object value) {
    return GridValues.count(SettingsCatalogue.TRAINING.definition(name), value);
  }

  /** Training settings by name, each with one or more values. */
  Map<String, @Nullable Object> training() {
    return training;
  }

  Map<String, @Nullable Object> preview() {
    return preview;
  }

  List<SettingProblem> problems() {
    return problems;
  }

  /** Whether the arguments are those of a training that predicts v. */
  boolean isForV() {
    return leftOut.contains("v_parameterization");
  }

  /** What people should know before they start it. */
  List<String> notes(Family family, PredictionType prediction, DatasetSummary dataset) {
    List<String> all = new ArrayList<>(notes);
    settleUnsaid(all, family);
    preset.flatMap(found -> presetNote(found, family, prediction)).ifPresent(all::add);
    sizeNote(dataset).ifPresent(all::add);
    return all;
  }

  /** Where arguments are to mean what they mean there, as far as nobody chose otherwise. */
  private void settleUnsaid(List<String> told, Family family) {
    for (Unsaid each : Unsaid.values()) {
      if (!each.isOf(family) || !each.isLeft(training)) {
        told.remove(each.note());
      } else if (hasArguments && each.isBeyondOptions() && !told.contains(each.note())) {
        told.add(each.note());
      }
    }
  }

  private static Optional<String> presetNote(
      Preset preset, Family family, PredictionType prediction) {
    if (!preset.own() && preset.family() != family) {
      return Optional.of(
          "Preset %s is made for %s, and the base model is of family %s."
              .formatted(preset.name(), preset.family(), family));
    }
    return Optional.ofNullable(preset.prediction())
        .filter(meant -> meant != prediction)
        .map(
            meant ->
                "Preset %s is made for models that predict %s, and the base model predicts %s."
                    .formatted(preset.name(), shown(meant), shown(prediction)));
  }

  private static String shown(PredictionType prediction) {
    return prediction == PredictionType.V ? "v" : "noise";
  }

  private Optional<String> sizeNote(DatasetSummary dataset) {
    Object width = preparation.get("width");
    Object height = preparation.get("height");
    List<DatasetSummary.Bucket> sizes = dataset.processed();
    if (width == null || height == null || sizes.isEmpty()) {
      return Optional.empty();
    }
    DatasetSummary.Bucket first = sizes.get(0);
    boolean prepared =
        sizes.stream().anyMatch(each -> width.equals(each.width()) && height.equals(each.height()));
    return prepared
        ? Optional.empty()
        : Optional.of(
            "%s × %s pixels are asked for, but the pictures were prepared as %d × %d: to train larger or smaller ones, prepare them again."
                .formatted(width, height, first.width(), first.height()));
  }
}
