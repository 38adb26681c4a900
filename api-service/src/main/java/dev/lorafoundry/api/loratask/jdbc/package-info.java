/** LoRA tasks in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.loratask.jdbc;

import org.jspecify.annotations.NullMarked;
