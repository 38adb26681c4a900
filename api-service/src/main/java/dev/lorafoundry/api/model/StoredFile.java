package dev.lorafoundry.api.model;

/**
 * A file that lies in the object store by its content: the same file is stored once.
 *
 * @param name what it is called, for people
 * @param sha256 hex digest of the whole file
 * @param key of the object
 */
record StoredFile(String name, String sha256, long bytes, String key) {}
