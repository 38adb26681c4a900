@NullMarked
package dev.lorafoundry.api.live.jdbc;

import org.jspecify.annotations.NullMarked;
