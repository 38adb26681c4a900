/** Messages that leave for Kafka with the transaction that caused them. */
@NullMarked
package dev.lorafoundry.api.outbox;

import org.jspecify.annotations.NullMarked;
