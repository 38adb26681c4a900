@NullMarked
package dev.lorafoundry.api.state.jdbc;

import org.jspecify.annotations.NullMarked;
