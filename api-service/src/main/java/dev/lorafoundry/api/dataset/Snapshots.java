package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.SnapshotReference;
import dev.lorafoundry.contracts.VersionId;

/** Datasets frozen for training. */
public interface Snapshots {
  /** What the version's dataset amounts to at present. */
  DatasetSummary summary(VersionId version);

  /** Freezes the version's prepared dataset as it is; the same content gives the same snapshot. */
  SnapshotReference take(VersionId version);
}
