package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

/** How the datasets of all versions are to be prepared. */
public interface PreparationPlans {
  /** The settings of a version; the defaults if nobody changed them. */
  SettingsEdition of(VersionId version);

  /**
   * Changes them.
   *
   * @return whether the edition before {@code changed} was the present one; nothing changed if not
   */
  boolean change(VersionId version, SettingsEdition changed);
}
