package dev.lorafoundry.contracts;

/**
 * Where a worker finds the immutable dataset of a run.
 *
 * @param sha256 hex digest of the manifest, a {@link DatasetSnapshot} as JSON
 * @param key object key of the manifest
 */
public record SnapshotReference(String sha256, String key) {}
