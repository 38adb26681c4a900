package dev.lorafoundry.api.preset;

import dev.lorafoundry.api.project.Names;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.NearestName;
import dev.lorafoundry.contracts.settings.SettingProblem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All presets, by name: those that come with the service, then those that people have saved. */
public final class Presets {
  private final Map<String, Preset> shipped = new LinkedHashMap<>();
  private final OwnPresets own;

  public Presets(List<Preset> presets, OwnPresets own) {
    this.own = own;
    presets.stream()
        .sorted(Comparator.comparing(Preset::name))
        .forEach(preset -> shipped.put(Names.key(preset.name()), preset));
  }

  public List<Preset> all() {
    return Stream.concat(shipped.values().stream(), own.all().stream()).toList();
  }

  /** Whether it comes with the service, so that nobody may take its name, in whatever capitals. */
  boolean isShipped(String name) {
    return shipped.containsKey(Names.key(name));
  }

  /**
   * The preset of that name.
   *
   * @throws InvalidSettings if there is none; the message suggests the nearest name
   */
  public Preset named(String name) {
    return Optional.ofNullable(shipped.get(Names.key(name)))
        .or(() -> own.find(name))
        .orElseThrow(() -> unknown(SettingProblem.shown(name)));
  }

  private InvalidSettings unknown(String name) {
    List<String> names = all().stream().map(Preset::name).toList();
    String meant =
        NearestName.of(name, names)
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("there are " + String.join(", ", names) + ".");
    String message = "There is no preset '%s': %s".formatted(name, meant);
    return new InvalidSettings(List.of(new SettingProblem("preset", name, message)));
  }
}
