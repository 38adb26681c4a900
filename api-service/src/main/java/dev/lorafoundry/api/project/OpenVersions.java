package dev.lorafoundry.api.project;

import dev.lorafoundry.contracts.VersionId;

/** Which versions take new jobs. */
public interface OpenVersions {
  /**
   * That the version takes new jobs; in a transaction, until that ends.
   *
   * @throws VersionArchived if it is archived, or its project is
   * @throws VersionNotFound if there is none
   */
  void require(VersionId id);

  /** Whether it does, as far as anybody knows: it may be put away a moment later. */
  boolean isOpen(VersionId id);
}
