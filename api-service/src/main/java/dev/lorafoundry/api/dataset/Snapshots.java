package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.VersionId;
import java.util.Optional;

/** Datasets frozen for training. */
public interface Snapshots {
  /** What the version's dataset amounts to at present. */
  DatasetSummary summary(VersionId version);

  /**
   * Object key of the snapshot that the version's prepared dataset gives as it is; empty if nothing
   * of it is prepared. Freezes nothing.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   */
  Optional<String> key(VersionId version);

  /**
   * Freezes the version's prepared dataset as it is; the same content gives the same snapshot.
   * Waits for the object store, and so is not to be called in a transaction.
   *
   * @throws dev.lorafoundry.api.project.VersionNotFound if there is no such version
   * @throws DatasetNotReady if nothing of it is prepared
   */
  Snapshot take(VersionId version);
}
