package dev.lorafoundry.api.preset;

import dev.lorafoundry.contracts.Family;
import dev.lorafoundry.contracts.PredictionType;
import dev.lorafoundry.contracts.settings.InvalidSettings;
import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are known to go well together. What it does not name keeps its default.
 *
 * @param name by which a run asks for it
 * @param prediction what base models predict that it is made for; null: it makes no difference
 * @param purpose what it is for, sentences for people
 * @param settings training settings by name
 * @param preparation settings of the preparation by name
 * @param preview settings of the previews by name
 */
public record Preset(
    String name,
    String title,
    Family family,
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
}
