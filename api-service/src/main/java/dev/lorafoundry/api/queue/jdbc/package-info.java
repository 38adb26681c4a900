/** The queue in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.queue.jdbc;

import org.jspecify.annotations.NullMarked;
