package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;

/** Datasets frozen for training. */
public interface Snapshots {
  /** What the version's dataset amounts to at present. */
  DatasetSummary summary(VersionId version);

  /**
   * Freezes the version's prepared dataset as it is; the same content gives the same snapshot.
   * Waits for the object store, and so is not to be called in a transaction.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   * @throws DatasetNotReady if nothing of it is prepared
   */
  Snapshot take(VersionId version);
}
