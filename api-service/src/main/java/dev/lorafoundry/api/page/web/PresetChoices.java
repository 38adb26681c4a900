package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The presets that the form of a run may be filled in with. */
final class PresetChoices {
  static final String NAME = "preset";

  private final Presets presets;

  PresetChoices(Presets presets) {
    this.presets = presets;
  }

  /**
   * What was chosen; empty if nothing was.
   *
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if there is no such preset
   */
  Optional<Chosen> chosen(@Nullable String name) {
    return name == null || name.isEmpty()
        ? Optional.empty()
        : Optional.of(presets.named(name)).map(Chosen::new);
  }

  /**
   * The field that offers all of them.
   *
   * @param chosen name of the one that the form is filled in with; empty: none
   */
  Field field(String chosen) {
    List<Field.Option> options = new ArrayList<>();
    options.add(new Field.Option("", Phrase.of("train.preset-none"), chosen.isEmpty()));
    Phrase about = Phrase.of("train.preset-help");
    for (Preset preset : presets.all()) {
      boolean is = preset.name().equals(chosen);
      options.add(new Field.Option(preset.name(), said(preset, "title", preset.title()), is));
      about = is ? said(preset, "purpose", preset.purpose()) : about;
    }
    return Field.choice(NAME, Phrase.of("train.preset"), options, about).overWholeRow();
  }

  private static Phrase said(Preset preset, String what, String english) {
    return Phrase.declared("preset." + preset.name() + "." + what, english);
  }

  /** A preset whose values are shown. */
  record Chosen(Preset preset) {
    Map<String, Field> training() {
      return SettingsFields.TRAINING.fields(
          SettingsCatalogue.TRAINING.valuesOf(SettingsCatalogue.TRAINING.read(preset.settings())));
    }

    Map<String, Field> preview() {
      return SettingsFields.PREVIEW.fields(
          SettingsCatalogue.PREVIEW.valuesOf(SettingsCatalogue.PREVIEW.read(preset.preview())));
    }
  }
}
