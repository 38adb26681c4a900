@NullMarked
package dev.lorafoundry.api.run.jdbc;

import org.jspecify.annotations.NullMarked;
