/** Remembered answers in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.idempotency.jdbc;

import org.jspecify.annotations.NullMarked;
