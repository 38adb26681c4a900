package dev.lorafoundry.api.rest;

import org.springframework.util.unit.DataSize;

/**
 * The largest upload that a path takes, where it is less than the server's own limit. A feature
 * declares it as a bean.
 *
 * @param path such as {@code /api/v1/things/*}
 */
public record UploadLimit(String path, DataSize most) {}
