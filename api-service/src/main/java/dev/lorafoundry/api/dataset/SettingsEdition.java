package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.settings.PreparationSettings;

/**
 * A version's preparation settings.
 *
 * @param edition counts the changes, from 0 for the defaults
 */
public record SettingsEdition(PreparationSettings settings, long edition) {
  public static final SettingsEdition DEFAULTS =
      new SettingsEdition(PreparationSettings.DEFAULTS, 0);

  public SettingsEdition changedTo(PreparationSettings other) {
    return new SettingsEdition(other, edition + 1);
  }
}
