package dev.lorafoundry.api.rest;

import org.springframework.util.unit.DataSize;

/**
 * A path that takes uploads, and the largest that it takes. A feature declares it as a bean; other
 * paths take none.
 *
 * @param path such as {@code /api/v1/things/*}
 */
public record UploadLimit(String path, DataSize most) {}
