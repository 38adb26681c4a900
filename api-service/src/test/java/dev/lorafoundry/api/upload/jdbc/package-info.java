/** Tests of uploads in PostgreSQL. */
@NullMarked
package dev.lorafoundry.api.upload.jdbc;

import org.jspecify.annotations.NullMarked;
