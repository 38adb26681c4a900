package dev.lorafoundry.api.dataset;

/**
 * An uploaded file that says where a picture counts: white counts, black does not.
 *
 * @param key where it lies in the object store
 */
public record Mask(String key, String sha256) {}
