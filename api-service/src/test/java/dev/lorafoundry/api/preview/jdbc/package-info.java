@NullMarked
package dev.lorafoundry.api.preview.jdbc;

import org.jspecify.annotations.NullMarked;
