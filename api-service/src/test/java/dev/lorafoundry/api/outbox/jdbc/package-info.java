@NullMarked
package dev.lorafoundry.api.outbox.jdbc;

import org.jspecify.annotations.NullMarked;
