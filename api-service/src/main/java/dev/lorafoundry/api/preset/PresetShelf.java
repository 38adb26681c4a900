package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingProblem;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where people save presets of their own, and remove them. */
public final class PresetShelf {
  /** Names stand in addresses, where slashes and the like mean something else. */
  private static final Pattern NAME =
      Pattern.compile(
          "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} ._()+-]{0,58}[\\p{L}\\p{M}\\p{N}._)+-])?");

  private static final int LONGEST_PURPOSE = 300;

  /** More than anybody looks through. */
  private static final int MOST = 200;

  private final Presets presets;
  private final OwnPresets own;
  private final InstantSource clock;

  PresetShelf(Presets presets, OwnPresets own, InstantSource clock) {
    this.presets = presets;
    this.own = own;
    this.clock = clock;
  }

  /**
   * Saves settings, each with one value, for everybody.
   *
   * @param purpose what it is for; absent: nobody says
   * @throws PresetRefused with every problem: the name or the purpose is not allowed, the name is
   *     taken, or a setting does not exist or has a value that is not allowed
   */
  public Preset save(
      @Nullable String name,
      @Nullable String purpose,
      Map<String, Object> settings,
      Map<String, Object> preview) {
    String called = name == null ? "" : name.strip();
    String about = purpose == null ? "" : purpose.strip();
    List<SettingProblem> problems = new ArrayList<>();
    nameProblem(called).ifPresent(problems::add);
    if (about.length() > LONGEST_PURPOSE) {
      problems.add(
          problem(
              "purpose",
              about,
              "The purpose has %d characters: use at most %d."
                  .formatted(about.length(), LONGEST_PURPOSE)));
    }
    problems.addAll(problems(SettingsCatalogue.TRAINING, settings));
    problems.addAll(problems(SettingsCatalogue.PREVIEW, preview));
    if (!problems.isEmpty()) {
      throw new PresetRefused(problems);
    }
    Preset preset = new Preset(called, called, null, null, about, settings, Map.of(), preview);
    if (!own.add(preset, clock.instant())) {
      throw new PresetRefused(List.of(taken(called)));
    }
    return preset;
  }

  /**
   * @throws PresetRefused if it comes with the service
   * @throws PresetNotFound if there is none
   */
  public void remove(String name) {
    if (presets.isShipped(name)) {
      throw new PresetRefused(
          List.of(
              problem(
                  "name",
                  name,
                  "The preset '%s' comes with the service: only those that people saved can be removed."
                      .formatted(name))));
    }
    if (!own.remove(name)) {
      throw new PresetNotFound(name);
    }
  }

  private Optional<SettingProblem> nameProblem(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(
          problem(
              "name",
              name,
              "The name is not allowed: use 1 to 60 letters, digits, spaces and . _ - + ( ), beginning with a letter or digit."));
    }
    if (presets.isShipped(name) || own.find(name).isPresent()) {
      return Optional.of(taken(name));
    }
    return own.count() >= MOST
        ? Optional.of(
            problem("name", name, "There are %d presets: remove one first.".formatted(MOST)))
        : Optional.empty();
  }

  private static SettingProblem taken(String name) {
    return problem(
        "name",
        name,
        "There is a preset named '%s' already, perhaps in other capitals: choose another name, or remove that one first."
            .formatted(name));
  }

  private static List<SettingProblem> problems(
      SettingsCatalogue<?> catalogue, Map<String, Object> given) {
    try {
      var unused = catalogue.read(given);
      return List.of();
    } catch (InvalidSettings e) {
      return e.problems();
    }
  }

  private static SettingProblem problem(String part, String given, String message) {
    return new SettingProblem(part, SettingProblem.shown(given), message);
  }
}
