/** What is left of deleted versions, in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.retention.jdbc;

import org.jspecify.annotations.NullMarked;
