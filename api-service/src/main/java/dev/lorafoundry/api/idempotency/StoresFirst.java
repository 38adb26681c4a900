package dev.lorafoundry.api.idempotency;

/**
 * A path whose POSTs work in the object store before they change the database, and then change it
 * in the {@link LastTransaction} alone. A feature declares it as a bean.
 *
 * @param path such as {@code /api/v1/things/*}
 */
public record StoresFirst(String path) {}
