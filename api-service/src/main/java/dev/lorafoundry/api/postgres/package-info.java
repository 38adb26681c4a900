/** How times and JSON travel between Java and PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.postgres;

import org.jspecify.annotations.NullMarked;
