@NullMarked
package dev.lorafoundry.api.preset.jdbc;

import org.jspecify.annotations.NullMarked;
