/**
 * Idempotency-Key: a POST that is sent again, because its answer got lost, is answered again and
 * not done again.
 */
@NullMarked
package dev.lorafoundry.api.idempotency;

import org.jspecify.annotations.NullMarked;
