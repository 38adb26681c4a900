package dev.lorafoundry.api.preset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingDefinition;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are known to go well together. What it does not name keeps its default.
 *
 * @param name by which a run asks for it
 * @param family that it is made for; null: somebody has saved it, whatever it was for
 * @param prediction what base models predict that it is made for; null: it makes no difference
 * @param purpose what it is for, sentences for people
 * @param settings training settings by name
 * @param preparation settings of the preparation by name
 * @param preview settings of the previews by name
 */
public record Preset(
    String name,
    String title,
    @Nullable Family family,
    @Nullable PredictionType prediction,
    String purpose,
    Map<String, Object> settings,
    Map<String, Object> preparation,
    Map<String, Object> preview) {
  /**
   * @throws InvalidSettings if it names a setting that does not exist, or gives it a value that is
   *     not allowed
   */
  public Preset {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    preparation = Collections.unmodifiableMap(new LinkedHashMap<>(preparation));
    preview = Collections.unmodifiableMap(new LinkedHashMap<>(preview));
    SettingsCatalogue.TRAINING.read(settings);
    SettingsCatalogue.PREPARATION.read(preparation);
    SettingsCatalogue.PREVIEW.read(preview);
  }

  /** Whether somebody has saved it, and not the service brought it. */
  @JsonProperty
  public boolean own() {
    return family == null;
  }

  /**
   * One that somebody has saved, perhaps with an earlier version: settings that are gone are passed
   * over.
   *
   * @throws InvalidSettings if a value is not allowed
   */
  public static Preset saved(
      String name,
      String purpose,
      Map<String, ? extends @Nullable Object> settings,
      Map<String, ? extends @Nullable Object> preview) {
    return new Preset(
        name,
        name,
        null,
        null,
        purpose,
        known(settings, SettingsCatalogue.TRAINING),
        Map.of(),
        known(preview, SettingsCatalogue.PREVIEW));
  }

  private static Map<String, Object> known(
      Map<String, ? extends @Nullable Object> given, SettingsCatalogue<?> catalogue) {
    Map<String, Object> known = new LinkedHashMap<>();
    for (SettingDefinition definition : catalogue.definitions()) {
      if (given.containsKey(definition.name())) {
        known.put(definition.name(), Objects.requireNonNullElse(given.get(definition.name()), ""));
      }
    }
    return known;
  }
}
