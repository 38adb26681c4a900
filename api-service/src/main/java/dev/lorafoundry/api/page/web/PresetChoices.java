package dev.lorafoundry.api.page.web;

import dev.lorafoundry.api.preset.Preset;
import dev.lorafoundry.api.preset.Presets;
import dev.lorafoundry.api.run.RunRequest;
import dev.lorafoundry.api.setting.WrittenArguments;
import dev.lorafoundry.contracts.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
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
   * What a form asks for that is filled in with one of them; with the defaults if none is named.
   *
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if there is no such preset
   */
  RunRequest request(VersionId version, String name) {
    Optional<Preset> chosen = name.isEmpty() ? Optional.empty() : Optional.of(presets.named(name));
    return new RunRequest(
        version,
        null,
        chosen
            .<Map<String, @Nullable Object>>map(each -> new HashMap<>(each.settings()))
            .orElse(Map.of()),
        chosen
            .<Map<String, @Nullable Object>>map(each -> new HashMap<>(each.preview()))
            .orElse(Map.of()),
        true,
        null,
        name,
        WrittenArguments.NONE,
        List.of(),
        false,
        null,
        null);
  }

  /**
   * The field that offers presets, and what each is for.
   *
   * @param purposes sentences by the name of the preset
   */
  record Shown(Field field, List<Field.Option> purposes) {
    Shown {
      purposes = List.copyOf(purposes);
    }
  }

  /**
   * All of them.
   *
   * @param chosen name of the one that the form is filled in with; empty: none
   */
  Shown shown(String chosen) {
    List<Field.Option> options = new ArrayList<>();
    List<Field.Option> purposes = new ArrayList<>();
    options.add(new Field.Option("", Phrase.of("train.preset-none"), chosen.isEmpty()));
    for (Preset preset : presets.all()) {
      boolean is = preset.name().equals(chosen);
      options.add(new Field.Option(preset.name(), said(preset, "title", preset.title()), is));
      purposes.add(new Field.Option(preset.name(), said(preset, "purpose", preset.purpose()), is));
    }
    Phrase about = Phrase.of("train.preset-help");
    return new Shown(
        Field.choice(NAME, Phrase.of("train.preset"), options, about).overWholeRow(), purposes);
  }

  /** What people wrote themselves is the same in every language. */
  private static Phrase said(Preset preset, String what, String written) {
    return preset.own()
        ? Phrase.verbatim(written)
        : Phrase.declared("preset." + preset.name() + "." + what, written);
  }
}
