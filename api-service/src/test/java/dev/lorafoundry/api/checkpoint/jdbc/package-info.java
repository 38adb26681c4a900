@NullMarked
package dev.lorafoundry.api.checkpoint.jdbc;

import org.jspecify.annotations.NullMarked;
