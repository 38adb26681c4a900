package dev.lorafoundry.api.dataset;

import dev.lorafoundry.contracts.SnapshotReference;

/**
 * A frozen dataset.
 *
 * @param content what it amounts to
 */
public record Snapshot(SnapshotReference reference, DatasetSummary content) {}
