@NullMarked
package dev.lorafoundry.api.model.jdbc;

import org.jspecify.annotations.NullMarked;
