package dev.lorafoundry.contracts.settings.sdscripts;

import dev.lorafoundry.contracts.settings.SettingsCatalogue;
import java.util.Locale;

/** To which settings a setting belongs. */
enum Part {
  TRAINING(SettingsCatalogue.TRAINING),
  PREPARATION(SettingsCatalogue.PREPARATION),
  PREVIEW(SettingsCatalogue.PREVIEW);

  private final SettingsCatalogue<?> catalogue;

  Part(SettingsCatalogue<?> catalogue) {
    this.catalogue = catalogue;
  }

  SettingsCatalogue<?> catalogue() {
    return catalogue;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
