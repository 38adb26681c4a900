package dev.lorafoundry.api.preset;

import java.time.InstantSource;
import java.util.Map;
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
   * @throws PresetRefused if the name or the purpose is not allowed, or the name is taken
   * @throws dev.lorafoundry.contracts.settings.InvalidSettings if a setting does not exist, or has
   *     a value that is not allowed
   */
  public Preset save(
      @Nullable String name,
      @Nullable String purpose,
      Map<String, Object> settings,
      Map<String, Object> preview) {
    String about = purpose == null ? "" : purpose.strip();
    Preset preset =
        new Preset(checked(name), checked(name), null, null, about, settings, Map.of(), preview);
    if (about.length() > LONGEST_PURPOSE) {
      throw new PresetRefused(
          "purpose",
          about,
          "The purpose has %d characters: use at most %d."
              .formatted(about.length(), LONGEST_PURPOSE));
    }
    if (own.all().size() >= MOST) {
      throw new PresetRefused(
          "name", preset.name(), "There are %d presets: remove one first.".formatted(MOST));
    }
    if (presets.isShipped(preset.name()) || !own.add(preset, clock.instant())) {
      throw new PresetRefused(
          "name",
          preset.name(),
          "There is a preset named '%s' already, perhaps in other capitals: choose another name, or remove that one first."
              .formatted(preset.name()));
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
          "name",
          name,
          "The preset '%s' comes with the service: only those that people saved can be removed."
              .formatted(name));
    }
    if (!own.remove(name)) {
      throw new PresetNotFound(name);
    }
  }

  private static String checked(@Nullable String given) {
    String name = given == null ? "" : given.strip();
    if (!NAME.matcher(name).matches()) {
      throw new PresetRefused(
          "name",
          name,
          "The name is not allowed: use 1 to 60 letters, digits, spaces and . _ - + ( ), beginning with a letter or digit.");
    }
    return name;
  }
}
