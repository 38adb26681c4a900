package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;

/** No version is archived, whether there is one or not. */
public final class EveryVersionOpen implements OpenVersions {
  @Override
  public void require(VersionId id) {}

  @Override
  public boolean isOpen(VersionId id) {
    return true;
  }
}
