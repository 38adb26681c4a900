/** Datasets in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.dataset.jdbc;

import org.jspecify.annotations.NullMarked;
