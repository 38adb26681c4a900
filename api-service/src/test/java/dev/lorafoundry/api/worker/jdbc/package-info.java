@NullMarked
package dev.lorafoundry.api.worker.jdbc;

import org.jspecify.annotations.NullMarked;
