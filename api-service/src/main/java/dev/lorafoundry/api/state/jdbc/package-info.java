/** What trainings resume from, in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.state.jdbc;

import org.jspecify.annotations.NullMarked;
