@NullMarked
package dev.lorafoundry.api.idempotency;

import org.jspecify.annotations.NullMarked;
