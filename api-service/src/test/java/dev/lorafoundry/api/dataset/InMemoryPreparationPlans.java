package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.HashMap;
import java.util.Map;

/** Preparation settings in memory. */
public final class InMemoryPreparationPlans implements PreparationPlans {
  private final Map<VersionId, SettingsEdition> plans = new HashMap<>();

  @Override
  public SettingsEdition of(VersionId version) {
    return plans.getOrDefault(version, SettingsEdition.DEFAULTS);
  }

  @Override
  public boolean change(VersionId version, SettingsEdition changed) {
    if (of(version).edition() != changed.edition() - 1) {
      return false;
    }
    plans.put(version, changed);
    return true;
  }
}
