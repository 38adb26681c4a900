package dev.lorafoundry.objectstore;

import java.time.Instant;

/** One line of a listing. */
public record ListedObject(ObjectKey key, long bytes, Instant lastModified) {}
