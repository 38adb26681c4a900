/** Projects and versions in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.project.jdbc;

import org.jspecify.annotations.NullMarked;
