package dev.lorafoundry.api.setting;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogues of settings by the names that REST has for them. */
public enum Catalogue {
  TRAINING(SettingsCatalogue.TRAINING),
  PREPARATION(SettingsCatalogue.PREPARATION),
  PREVIEW(SettingsCatalogue.PREVIEW),
  LORA_TASK(SettingsCatalogue.LORA_TASK);

  private final SettingsCatalogue<?> settings;

  Catalogue(SettingsCatalogue<?> settings) {
    this.settings = settings;
  }

  /** The catalogue of that name; empty if there is none. */
  public static Optional<Catalogue> named(String name) {
    return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public SettingsCatalogue<?> settings() {
    return settings;
  }
}
