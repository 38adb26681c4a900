package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.NearestName;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All presets, by name. */
public final class Presets {
  private final Map<String, Preset> byName = new LinkedHashMap<>();

  public Presets(List<Preset> presets) {
    presets.stream()
        .sorted(Comparator.comparing(Preset::name))
        .forEach(preset -> byName.put(preset.name(), preset));
  }

  public List<Preset> all() {
    return List.copyOf(byName.values());
  }

  /**
   * The preset of that name.
   *
   * @throws InvalidSettings if there is none; the message suggests the nearest name
   */
  public Preset named(String name) {
    Preset preset = byName.get(name);
    if (preset == null) {
      throw unknown(SettingProblem.shown(name));
    }
    return preset;
  }

  private InvalidSettings unknown(String name) {
    String meant =
        NearestName.of(name, byName.keySet())
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("there are " + String.join(", ", byName.keySet()) + ".");
    String message = "There is no preset '%s': %s".formatted(name, meant);
    return new InvalidSettings(List.of(new SettingProblem("preset", name, message)));
  }
}
