/** Presets that people have saved, in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.preset.jdbc;

import org.jspecify.annotations.NullMarked;
