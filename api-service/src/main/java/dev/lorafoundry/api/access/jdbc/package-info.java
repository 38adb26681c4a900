/** Issued secrets in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.access.jdbc;

import org.jspecify.annotations.NullMarked;
