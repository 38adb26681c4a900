package dev.lorafoundry.objectstore;

import java.time.Instant;

/**
 * What is known of one stored object without reading it.
 *
 * @param bytes its length
 * @param etag the server's mark of its content, without quotes
 */
public record StoredObject(
    ObjectKey key, long bytes, String contentType, String etag, Instant lastModified) {}
